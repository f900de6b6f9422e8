package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/query"
	"stemma/render"
	"stemma/store"
)

// listing are the flags of claims.
type listing struct {
	keeping keeping
	story   string
	limit   int
	from    reading
	filter  query.Filter
	options render.ClaimOptions
}

func claimsCommand() *cobra.Command {
	var l listing
	cmd := &cobra.Command{
		Use:   "claims [PATH…]",
		Short: "List claims, filtered, as a table or for other programs",
		Long: `List the claims of reports, a line each, or export them: in the columns of UCDP GED
and of PLOVER, as a STIX 2.1 bundle, on the map as GeoJSON, or as schema.org
ClaimReview. PATH is what report reads, or one file that 'report --format json'
wrote; without one the workspace's claims are listed, and with --story those of one
of its stories. Filters add up; a filter given again, or with values parted by commas, is
met by any of them.

A name finds what the record calls so: canonical names, other names of the same
("DPRK" and "Pyongyang" find North Korea), and whole words of a description
("soldiers"). --since and --until look at when it happened, and where no report
says, at when it was first published. --min-origins counts what is certain, so that
a claim of 1–2 origins has at least 1; --max-origins counts doubts too.`,
		Example: `  stemma claims examples/suez-canal
  stemma claims --type ASSAULT,CASUALTY --max-origins 1 --min-reports 2 story/
  stemma claims --actor Russia --since 2025-06 story/
  stemma claims --standing denied,retracted story/
  stemma claims --country Mali --format csv --columns ged story/ > events.csv
  stemma claims --format geojson story/ > map.geojson
  stemma claims --standing denied --since 2024-05-01
  stemma claims --story 12 --format stix > story.json
  stemma report --format json story/ > r.json; stemma claims --format jsonl --actor Kim r.json`,
		Args: cobra.ArbitraryArgs,
		RunE: l.run,
	}
	l.from.flags(cmd)
	l.keeping.flags(cmd)
	cmd.Flags().StringVar(&l.story, "story", "", "of the workspace's story `NUMBER`")
	cmd.Flags().IntVar(&l.limit, "limit", 0, "of a workspace, at most `N` claims (0: 50)")
	flags, f := cmd.Flags(), &l.filter
	flags.StringSliceVar(&f.Actor, "actor", nil, "who acts: `NAME`")
	flags.StringSliceVar(&f.Recipient, "recipient", nil, "whom it befalls: `NAME`")
	flags.StringSliceVar(&f.Type, "type", nil, "event `TYPE` or mode: ASSAULT, CASUALTY, firearms, …")
	flags.StringSliceVar(&f.Place, "place", nil, "where: `NAME`")
	flags.StringSliceVar(&f.Country, "country", nil, "the place's country: `NAME` or ISO 3166-1 code")
	flags.StringVar(&f.Since, "since", "", "on or after `DATE` (YYYY, YYYY-MM or YYYY-MM-DD)")
	flags.StringVar(&f.Until, "until", "", "on or before `DATE`")
	flags.IntVar(&f.MinOrigins, "min-origins", 0, "at least `N` origins")
	flags.IntVar(&f.MaxOrigins, "max-origins", 0, "at most `N` origins")
	flags.IntVar(&f.MinReports, "min-reports", 0, "in at least `N` reports")
	flags.IntVar(&f.MaxReports, "max-reports", 0, "in at most `N` reports")
	flags.StringSliceVar(&f.Standing, "standing", nil, "what it has been at any date, `STATUS`: "+strings.Join(stemma.Statuses, ", "))
	flags.StringSliceVar(&f.Modality, "modality", nil, "`MODALITY`: "+strings.Join(stemma.Modalities, ", "))
	flags.StringSliceVar(&f.Polarity, "polarity", nil, "`POLARITY`: "+strings.Join(stemma.Polarities, ", "))
	flags.StringVar(&l.options.Format, "format", "text", "`FORMAT`: "+strings.Join(render.ClaimFormats, ", "))
	flags.StringVar(&l.options.Columns, "columns", "all", "of csv and jsonl, `SET`: "+strings.Join(render.ClaimColumns, ", "))
	flags.StringVar(&l.options.Author, "author", "", "of claimreview, the `NAME` of who answers for the reviews")
	flags.SortFlags = false
	return cmd
}

func (l *listing) run(cmd *cobra.Command, args []string) error {
	if err := l.check(cmd.Flags().Changed("columns")); err != nil {
		return usageError{err}
	}
	if len(args) == 0 && l.story == "" {
		return l.kept(cmd)
	}
	record, err := l.record(cmd, args)
	if err != nil {
		return err
	}
	var page render.Options
	terminal(cmd.OutOrStdout(), &page)
	l.options.Color, l.options.Width = page.Color, page.Width
	if err := render.Claims(cmd.OutOrStdout(), record, l.filter.Claims(record), l.options); err != nil {
		return err
	}
	return failed(record)
}

func (l *listing) check(columns bool) error {
	if !slices.Contains(render.ClaimFormats, l.options.Format) {
		return fmt.Errorf("no format %q; there are %s", l.options.Format, strings.Join(render.ClaimFormats, ", "))
	}
	if !slices.Contains(render.ClaimColumns, l.options.Columns) {
		return fmt.Errorf("no columns %q; there are %s", l.options.Columns, strings.Join(render.ClaimColumns, ", "))
	}
	if columns && l.options.Format != "csv" && l.options.Format != "jsonl" {
		return fmt.Errorf("--columns is for --format csv and jsonl")
	}
	if l.options.Author != "" && l.options.Format != "claimreview" {
		return fmt.Errorf("--author is for --format claimreview")
	}
	return l.filter.Check()
}

// record is that of the story asked for, or of the paths.
func (l *listing) record(cmd *cobra.Command, args []string) (*stemma.Record, error) {
	if l.story == "" {
		return l.from.recordOrSaved(cmd, args)
	}
	if len(args) > 0 {
		return nil, usageError{errors.New("--story and a PATH are two things; name one")}
	}
	v, err := l.keeping.story(cmd, l.story, l.from.asOf)
	if err != nil {
		return nil, err
	}
	return v.Record, nil
}

// kept lists the claims of a whole workspace, by what its lists know of them.
func (l *listing) kept(cmd *cobra.Command) error {
	f := &l.filter
	if l.options.Format != "text" && l.options.Format != "jsonl" || l.options.Columns != "all" || f.MaxReports > 0 || f.Modality != nil || f.Polarity != nil || l.from.asOf != "" {
		return usageError{errors.New("of a whole workspace, claims are listed as text or jsonl, without --columns, --max-reports, --modality, --polarity and --as-of; name a story (--story N) for these")}
	}
	wanted := store.Filter{Actor: append(append([]string{}, f.Actor...), f.Recipient...), Type: f.Type, Place: f.Place, Standing: f.Standing,
		Since: day(f.Since, "-01-01"), Until: day(f.Until, "-12-31"), MinOrigins: f.MinOrigins, MaxOrigins: f.MaxOrigins, MinReports: f.MinReports, Limit: l.limit}
	for _, country := range f.Country {
		wanted.Country = append(wanted.Country, query.CountryCode(country))
	}
	var claims []store.Claim
	err := l.keeping.look(cmd, func(t *store.Tx) (err error) {
		claims, err = t.Claims(wanted)
		return err
	})
	for _, c := range claims {
		if l.options.Format == "jsonl" {
			if err := json.NewEncoder(cmd.OutOrStdout()).Encode(c); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(cmd.OutOrStdout(), "%s  story %-4d  %-11s %s%s  %s\n", c.Key, c.Story, counted(c), c.Begin, strings.Repeat(" ", 10-len(c.Begin)), oneLine(c.Summary, 100))
	}
	return err
}

// counted writes a claim's three counts, "5 3 1–3".
func counted(c store.Claim) string {
	return fmt.Sprintf("%d %s %s", c.Reports, stemma.Range{c.AccountsLow, c.Accounts}, stemma.Range{c.OriginsLow, c.Origins})
}

// day makes a day of a year or month, by the rest of a year.
func day(date, rest string) string {
	if date == "" || len(date) >= len(rest)+4 {
		return date
	}
	if len(date) == len("2006-01") && rest == "-12-31" {
		return date + "-31"
	}
	return date + rest[len(date)-len("2006"):]
}
