package kmm

import (
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

var kindNames = map[jsontext.Kind]string{
	jsontext.KindFalse:       "true or false",
	jsontext.KindTrue:        "true or false",
	jsontext.KindString:      "text",
	jsontext.KindNumber:      "a number",
	jsontext.KindBeginObject: "an object",
	jsontext.KindBeginArray:  "a list",
}

// wrongType is a field, or the whole response, that is not of the type that
// LivePerson documents.
func (s *stream) wrongType(got string) error {
	what := "its response"
	if field := s.field(); field != "" {
		what = strconv.Quote(field)
	}
	return &transport.ContentError{What: fmt.Sprintf("sent %s as %s, which this data source does not understand", what, got), Foreign: s.field() == ""}
}

// unexpected says that the value that comes next is not of the right type, or what
// else is wrong with it.
func (s *stream) unexpected() error {
	kind, known := kindNames[s.json.PeekKind()]
	if !known {
		_, err := s.json.ReadToken()
		return err
	}
	return s.wrongType(kind)
}

// field is the name of the field that is being decoded.
func (s *stream) field() string {
	name := ""
	for token := range s.json.StackPointer().Tokens() {
		if _, err := strconv.Atoi(token); err != nil { // not an index
			name = token
		}
	}
	return name
}
