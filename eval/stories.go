package eval

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"stemma"
	"stemma/ingest"
	"stemma/story"
)

// Stories scores the sorting of articles into stories: the reports of all
// folders in one heap against the folders (B-cubed F1, Bagga and Baldwin 1998),
// and the share of pairs of reports from look-alike folders (8ecb, 8ecbplus)
// that are kept in different stories.
//
// The heap is sorted on what ingest makes of the reports: story.Cluster reads
// their words and dates, not the annotations of the language stages.
func Stories(paths []string) ([]Score, error) {
	var docs []*stemma.Document
	var folders []string
	for _, path := range paths {
		articles, err := reportsUnder(path)
		if err != nil {
			return nil, err
		}
		for _, article := range articles {
			article.ID = strconv.Itoa(len(docs))
			docs = append(docs, &stemma.Document{Article: article})
			folders = append(folders, filepath.Base(filepath.Dir(article.Path)))
		}
	}
	of := make([]string, len(docs))
	for _, s := range story.Cluster(docs) {
		for _, id := range s.Articles {
			at, err := strconv.Atoi(id)
			if err != nil {
				return nil, err
			}
			of[at] = s.ID
		}
	}
	return []Score{{"stories.b3", bcubed(of, folders)}, {"stories.pairs.apart", lookAlikesApart(of, folders)}}, nil
}

// reportsUnder reads the reports of a folder of folders; embedded posts belong
// to their hosts and are left out.
func reportsUnder(path string) ([]*stemma.Article, error) {
	files, err := filepath.Glob(filepath.Join(path, "*", "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("stories: %s: %w: no folders of reports", path, os.ErrNotExist)
	}
	articles, problems := ingest.Read(context.Background(), files, ingest.Options{})
	if len(problems) > 0 {
		return nil, fmt.Errorf("stories: %s", problems[0])
	}
	var reports []*stemma.Article
	for _, article := range articles {
		if article.Host == nil {
			reports = append(reports, article)
		}
	}
	return reports, nil
}

// bcubed is the B-cubed F1, in per cent, of two labellings of the same items:
// precision is the mean over items of the share of an item's cluster that has
// its gold label, recall the other way round.
func bcubed(system, gold []string) float64 {
	type cell struct{ system, gold string }
	inSystem, inGold, inBoth := map[string]int{}, map[string]int{}, map[cell]int{}
	for i := range system {
		inSystem[system[i]]++
		inGold[gold[i]]++
		inBoth[cell{system[i], gold[i]}]++
	}
	precision, recall := 0.0, 0.0
	for i := range system {
		both := float64(inBoth[cell{system[i], gold[i]}])
		precision += both / float64(inSystem[system[i]])
		recall += both / float64(inGold[gold[i]])
	}
	if precision+recall == 0 {
		return 0
	}
	n := float64(len(system))
	precision, recall = precision/n, recall/n
	return 100 * 2 * precision * recall / (precision + recall)
}

// lookAlikesApart is the share of pairs of items from folders N and Nplus that
// have different labels.
func lookAlikesApart(system, folders []string) float64 {
	members := map[string][]int{}
	for i, folder := range folders {
		members[folder] = append(members[folder], i)
	}
	apart, pairs := 0, 0
	for i, folder := range folders {
		if strings.HasSuffix(folder, "plus") {
			continue
		}
		for _, j := range members[folder+"plus"] {
			pairs++
			if system[i] != system[j] {
				apart++
			}
		}
	}
	return percent(apart, pairs)
}
