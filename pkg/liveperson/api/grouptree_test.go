package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

func TestGroupsNest(t *testing.T) {
	tree := api.NewGroupTree([]api.Entity{{ID: "1"}, {ID: "2", Parent: "1"}, {ID: "3", Parent: "2"}, {ID: "4"}, {ID: "5", Parent: "6"}, {ID: "6", Parent: "5"}})
	require.Equal(t, []string{"3", "2", "1"}, tree.Ancestors("3"))
	require.Equal(t, []string{"9"}, tree.Ancestors("9"), "of a group that is not listed nothing is known")
	require.Empty(t, tree.Ancestors(""), "an agent in no group is below none")
	require.Equal(t, []string{"1", "2", "3", "9"}, tree.Descendants([]string{"9", "1"}))
	require.Empty(t, tree.Descendants(nil))
	require.True(t, tree.IsDescendant("3", "1"))
	require.True(t, tree.IsDescendant("1", "1"))
	require.False(t, tree.IsDescendant("1", "3"))
	require.Equal(t, []string{"5", "6"}, tree.Ancestors("5"), "a list that goes in circles names each group once")
	require.Equal(t, []string{"5", "6"}, tree.Descendants([]string{"6"}))
	require.Equal(t, []string{"1", "2"}, api.GroupTree{}.Descendants([]string{"2", "1"}))
}
