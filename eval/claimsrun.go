package eval

import (
	"context"
	"path/filepath"

	"stemma"
	"stemma/ingest"
	"stemma/pipeline"
)

// Claims scores the whole pipeline on annotated stories: alignment of mentions,
// accounts, origins and disagreements. Paths are folders with a gold.json, or
// folders of such.
func Claims(paths []string) ([]Score, error) {
	folders, err := storyFolders(paths)
	if err != nil {
		return nil, err
	}
	figures := &claimFigures{}
	for _, folder := range folders {
		pair, err := runStory(folder)
		if err != nil {
			return nil, err
		}
		figures.add(pair)
	}
	return figures.scores(), nil
}

// runStory reads a folder's reports (not its gold) and makes their record.
func runStory(folder string) (*storyPair, error) {
	gold, err := readGoldStory(folder)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	articles, problems := ingest.Read(context.Background(), files, ingest.Options{})
	return newStoryPair(gold, record(articles, problems)), nil
}

func record(articles []*stemma.Article, problems []stemma.Problem) *stemma.Record {
	return pipeline.Run(context.Background(), articles, problems, pipeline.Options{})
}
