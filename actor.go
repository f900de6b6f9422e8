package stemma

// Actor is somebody named who takes part in a claim or vouches for one: the
// canonical name with what its articles call it, and what is known of it.
type Actor struct {
	Name    string   `json:"name"`              // as claims, chains and mentions have it
	ID      string   `json:"id,omitempty"`      // from the user's own list of actors
	Kind    string   `json:"kind,omitempty"`    // person, country, city, agency, outlet, ministry, police, military, rebel, company, …; "" unknown
	Country string   `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Sector  string   `json:"sector,omitempty"`  // PLOVER's; IGO and NGO too
	Title   string   `json:"title,omitempty"`   // a person's role as the text gives it
	Aliases []string `json:"aliases"`           // the other names that the articles use, "Pyongyang" of North Korea included
}

// Actor is the actor of the name, or nil: then the name is a description.
func (r *Record) Actor(name string) *Actor {
	for i := range r.Actors {
		if r.Actors[i].Name == name {
			return &r.Actors[i]
		}
	}
	return nil
}
