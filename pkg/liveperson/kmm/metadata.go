package kmm

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// metadata is what a response says of the rows of all pages.
type metadata struct {
	count     int // below 0 where it does not say
	following transport.Following
}

var noMetadata = metadata{count: -1}

// decode decodes the section and reports whether there is one. Of links, what counts is
// whether they are there: their hosts are internal ones.
func (m *metadata) decode(s *stream) (bool, error) {
	*m = noMetadata
	return s.laxObject(func(name []byte) (err error) {
		switch string(name) {
		case "count":
			m.count, err = s.laxCount()
		case "next":
			err = m.link(s, transport.Follows)
		case "self", "first", "prev", "last":
			err = m.link(s, transport.Last)
		default:
			err = s.skip()
		}
		return err
	})
}

// link skips a link, and notes what its being there says.
func (m *metadata) link(s *stream, says transport.Following) error {
	if kind := s.json.PeekKind(); kind == jsontext.KindBeginObject || kind == jsontext.KindString {
		m.following = max(m.following, says)
	}
	return s.skip()
}

// page is a page of these rows.
func (m metadata) page(r rows, limit int) transport.Page[rows] {
	return transport.Page[rows]{
		Rows: r, Unclear: r.unclear, Count: m.count, Following: m.following, Limit: limit,
	}
}

// mayMiss is the notice that rows may be missing, if so.
func mayMiss(c transport.Collected[rows]) []api.Notice {
	if !c.MayMiss {
		return nil
	}
	return []api.Notice{{
		Sentence: "LivePerson does not report the total number of rows, so some may be missing. Filter by skill or agent group to be sure.",
	}}
}
