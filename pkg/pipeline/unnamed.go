package pipeline

import (
	"context"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// deletedSuffix follows the name of what was deleted.
const deletedSuffix = " (deleted)"

// nameUnnamed names the skills or groups for which LivePerson gives values and no name:
// those that were deleted while they still had conversations, and says so. Without the
// account's list they keep their ids as names. So they do in alert rules, where a name
// must not depend on whether the list could be had.
func (l *loader) nameUnnamed(ctx context.Context, tables []compute.Table) {
	if l.caller.Alert {
		return
	}
	unnamed := unnamedIDs(tables)
	if len(unnamed) == 0 {
		return
	}
	known, gone, ok := l.listed(ctx)
	if !ok {
		return
	}
	names, deleted := map[string]string{}, map[string]bool{}
	for _, id := range unnamed {
		switch name, isGone := gone[id]; {
		case known[id] != "":
			names[id] = known[id]
		case isGone:
			names[id], deleted[id] = name+deletedSuffix, true
		case id != mainGroup:
			names[id], deleted[id] = id+deletedSuffix, true
		}
	}
	for i := range tables {
		tables[i].Rename(names)
		tables[i].Deleted = deleted
	}
}

// unnamedIDs are the ids of rows that have no other name.
func unnamedIDs(tables []compute.Table) (ids []string) {
	seen := map[string]bool{"": true} // the account's row
	for _, t := range tables {
		for row, id := range t.IDs {
			if t.Names[row] == id && !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// users are the account's users as entities.
func (l *loader) users(ctx context.Context) ([]api.Entity, error) {
	users, err := l.lists.Users(ctx)
	entities := make([]api.Entity, len(users))
	for i, u := range users {
		entities[i] = api.Entity{ID: u.ID, Name: u.Name}
	}
	return entities, err
}

// noDeletedUsers stands for the list of deleted users, which LivePerson does not give.
func noDeletedUsers(context.Context) (map[string]string, error) { return nil, nil }

// listed are the names of the query's kind of rows by id, of those there are and of
// those that were deleted. It is not ok where there is no list of them, or it can't be
// had soon.
func (l *loader) listed(ctx context.Context) (known, deleted map[string]string, ok bool) {
	list, gone := l.lists.Skills, l.lists.DeletedSkills
	switch l.query.Rows.ID {
	case "skill":
	case "group":
		list, gone = l.lists.Groups, l.lists.DeletedGroups
	case "agent":
		if !l.withoutNames { // an agent without a name in the agent view has none in the list either
			return nil, nil, false
		}
		list, gone = l.users, noDeletedUsers
	default:
		return nil, nil, false
	}
	ctx, stop := context.WithTimeout(ctx, listsWait)
	defer stop()
	var entities []api.Entity
	var err error
	if entities, err = list(ctx); err != nil {
		return nil, nil, false
	}
	if deleted, err = gone(ctx); err != nil {
		return nil, nil, false
	}
	known = make(map[string]string, len(entities))
	for _, e := range entities {
		known[e.ID] = e.Name
	}
	return known, deleted, true
}
