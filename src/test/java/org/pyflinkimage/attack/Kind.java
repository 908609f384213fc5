package org.pyflinkimage.attack;

/** What is tried; {@code docs/reliability.md} has how often, and how it ends. */
public enum Kind {
    KILLED_BUILDS("builds ended by SIGKILL at any moment", 200),
    BUILDS_AT_ONCE("builds at once on one empty store", 16),
    SERVER_FAULTS("faults of a server of packages", 40),
    HOSTILE_PACKAGES("hostile packages, `.deb` and wheels", 60),
    STORE_DAMAGE("damaged files of the store and of results", 30),
    CHANGED_LOCKS("changed lock files", 80),
    HOSTILE_REQUIREMENTS("requirements that would run code", 12),
    REGISTRY_FAULTS("faults of a registry", 20);

    private final String title;
    private final int least;

    Kind(String title, int least) {
        this.title = title;
        this.least = least;
    }

    /** What it is, in the table of figures. */
    String title() {
        return title;
    }

    /** How many tries a whole run makes at least. */
    int least() {
        return least;
    }
}
