// Checks a log with golang.org/x/mod/sumdb, which none of Netral's authors wrote.
// One JSON question a line on standard input, one JSON answer a line on standard output.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Ask    string   `json:"ask"`
	Note   string   `json:"note"`
	Keys   []string `json:"keys"`
	Folder string   `json:"folder"`
	Size   int64    `json:"size"`
	Root   string   `json:"root"`
	Old    int64    `json:"old"`
	Before string   `json:"before"`
	Index  int64    `json:"index"`
	Entry  string   `json:"entry"`
	Proof  []string `json:"proof"`
}

type answer struct {
	Error string   `json:"error"`
	Text  string   `json:"text"`
	Names []string `json:"names"`
	Proof []string `json:"proof"`
}

// folder reads tiles as C2SP tlog-tiles lays them out; Go's own paths state the height of a tile, C2SP's do not.
type folder string

func (f folder) Height() int { return 8 }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if os.IsNotExist(err) && tile.W < 256 {
			full, _, _ := strings.Cut(path, ".p/")
			data, err = os.ReadFile(filepath.Join(string(f), full))
			if len(data) > tile.W*tlog.HashSize {
				data = data[:tile.W*tlog.HashSize]
			}
		}
		if err != nil {
			return nil, err
		}
		read = append(read, data)
	}
	return read, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func hash(text string) (tlog.Hash, error) {
	var found tlog.Hash
	data, err := hex.DecodeString(text)
	if err == nil && len(data) != tlog.HashSize {
		err = fmt.Errorf("a hash of %d bytes", len(data))
	}
	copy(found[:], data)
	return found, err
}

func hashes(texts []string) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, text := range texts {
		one, err := hash(text)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, nil
}

func written(proof []tlog.Hash) []string {
	texts := []string{}
	for _, one := range proof {
		texts = append(texts, hex.EncodeToString(one[:]))
	}
	return texts
}

func open(q question) (answer, error) {
	var known []note.Verifier
	for _, key := range q.Keys {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return answer{}, err
		}
		known = append(known, verifier)
	}
	opened, err := note.Open([]byte(q.Note), note.VerifierList(known...))
	if err != nil {
		return answer{}, err
	}
	found := answer{Text: opened.Text}
	for _, signature := range opened.Sigs {
		found.Names = append(found.Names, signature.Name)
	}
	return found, nil
}

func reply(q question) (answer, error) {
	if q.Ask == "open" {
		return open(q)
	}
	root, err := hash(q.Root)
	if err != nil {
		return answer{}, err
	}
	proof, err := hashes(q.Proof)
	if err != nil {
		return answer{}, err
	}
	reader := tlog.TileHashReader(tlog.Tree{N: q.Size, Hash: root}, folder(q.Folder))
	switch q.Ask {
	case "record":
		entry, err := hex.DecodeString(q.Entry)
		if err != nil {
			return answer{}, err
		}
		return answer{}, tlog.CheckRecord(proof, q.Size, root, q.Index, tlog.RecordHash(entry))
	case "tree":
		before, err := hash(q.Before)
		if err != nil {
			return answer{}, err
		}
		return answer{}, tlog.CheckTree(proof, q.Size, root, q.Old, before)
	case "prove record":
		found, err := tlog.ProveRecord(q.Size, q.Index, reader)
		return answer{Proof: written(found)}, err
	case "prove tree":
		found, err := tlog.ProveTree(q.Size, q.Old, reader)
		return answer{Proof: written(found)}, err
	}
	return answer{}, fmt.Errorf("unknown question %q", q.Ask)
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var q question
		var found answer
		if err = json.Unmarshal(line, &q); err == nil {
			found, err = reply(q)
		}
		if err != nil {
			found = answer{Error: err.Error()}
		}
		if err := answers.Encode(found); err != nil {
			return
		}
	}
}
