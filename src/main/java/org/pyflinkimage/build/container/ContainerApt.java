package org.pyflinkimage.build.container;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.build.container.ContainerAccess.Reach;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.resolve.debian.ArchiveSources;
import org.pyflinkimage.resolve.debian.DeclaredMirrors;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Updates;
import org.pyflinkimage.value.Problem;

/** What apt in a container is told: the archives that a plan's packages come from, and nothing else. */
record ContainerApt(Plan plan, LockFile lock, ImageSpec.Hints hints, AptSources machine) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * Files by the names that the Dockerfile mounts them by; none where the archives lie on this machine's disk.
     *
     * @param authorities whether there is a bundle of certificate authorities beside them
     */
    SortedMap<String, byte[]> files(Reach reach, boolean authorities) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Map<Source, URI> archives = archives();
        if (archives.isEmpty()) {
            return files;
        }
        StringBuilder sources = new StringBuilder();
        archives.forEach((source, base) -> sources.append(stanza(source, base, reach)));
        files.put("apt.sources", sources.toString().getBytes(StandardCharsets.UTF_8));
        hints.debianKeyring().ifPresent(file -> files.put("apt.gpg", Keyring.forApt(file)));
        String logins = logins(archives, reach);
        if (!logins.isEmpty()) {
            files.put("apt.auth", logins.getBytes(StandardCharsets.UTF_8));
        }
        files.put("apt.conf", settings(!logins.isEmpty(), authorities).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** With the logins that the declaration gives them. */
    private Map<Source, URI> archives() {
        Set<Source> used = new TreeSet<>();
        for (LockedArtifact deb : plan.contents().debs()) {
            used.add(deb.location().source());
        }
        SortedMap<Source, URI> bases = DeclaredMirrors.replace(lock, hints).sources();
        Map<Source, URI> archives = new LinkedHashMap<>();
        for (Source source : used) {
            URI base = bases.get(source);
            if (base != null && SCHEMES.contains(base.getScheme())) {
                archives.put(source, base);
            }
        }
        return archives;
    }

    private String stanza(Source source, URI base, Reach reach) {
        Suite.Family family = family(source);
        StringBuilder text = new StringBuilder("Types: deb\n");
        text.append("URIs: ").append(Addresses.withoutLogin(base)).append('\n');
        text.append("Suites: ")
                .append(suites(source, base, reach).stream()
                        .map(SuiteName::toString)
                        .collect(Collectors.joining(" ")))
                .append('\n');
        text.append("Components: ")
                .append(String.join(" ", family.components()))
                .append('\n');
        text.append("Signed-By: ").append(keyring(family)).append('\n');
        if (hints.trust().acceptsOld() || isDatedLoosely(base)) {
            text.append("Check-Valid-Until: no\n");
        }
        return text.append('\n').toString();
    }

    private List<SuiteName> suites(Source source, URI base, Reach reach) {
        SuiteName suite = plan.system().suite();
        List<SuiteName> suites = new ArrayList<>();
        Updates updates = hints.trust().updates();
        boolean security = source.kind() == Source.Kind.SECURITY_ARCHIVE;
        if (!security) {
            suites.add(suite);
        }
        if (!security && updates == Updates.ALL) {
            addIfThere(suites, suite.updates(), base, reach);
        }
        if (updates != Updates.NONE && (security || !family(source).securityApart())) {
            addIfThere(suites, suite.security(), base, reach);
        }
        return suites;
    }

    private static void addIfThere(List<SuiteName> suites, SuiteName suite, URI base, Reach reach) {
        if (reach.has(base.resolve("dists/" + suite + "/InRelease"))) {
            suites.add(suite);
        }
    }

    private static Suite.Family family(Source source) {
        return ArchiveSources.familyOf(source)
                .orElseThrow(() -> new IllegalArgumentException("no archive of packages: " + source));
    }

    private String keyring(Suite.Family family) {
        return hints.debianKeyring().isPresent()
                ? ContainerAccess.path("apt.gpg")
                : "/usr/share/keyrings/" + family.name() + "-archive-keyring.gpg";
    }

    /** Whether this machine's apt takes the archive's Release files when they have outlived their date, as those of snapshots. */
    private boolean isDatedLoosely(URI base) {
        return machine.all().stream()
                .anyMatch(source -> Addresses.withoutLogin(source.archive()).equals(Addresses.withoutLogin(base))
                        && !source.checksValidUntil());
    }

    private static String logins(Map<Source, URI> archives, Reach reach) {
        StringBuilder text = new StringBuilder();
        for (URI base : archives.values()) {
            reach.login(base)
                    .ifPresent(login -> text.append("machine ")
                            .append(Addresses.withoutLogin(base))
                            .append(" login ")
                            .append(word(login.user(), base))
                            .append(" password ")
                            .append(word(login.password(), base))
                            .append('\n'));
        }
        return text.toString();
    }

    /** Logins of apt are words with blanks between, and have no quotes. */
    private static String word(String text, URI base) {
        if (text.isEmpty() || text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw Problem.declaration(
                            "PYF-725", "apt cannot be given the login for `%s`".formatted(Addresses.printable(base)))
                    .why(
                            "its file of logins has no quotes, and user or password have a blank, a control character, or nothing at all")
                    .remedy("use another login for it, or a mirror that needs none: " + Element.DEBIAN_MIRROR.named())
                    .toException();
        }
        return text;
    }

    private static String settings(boolean logins, boolean authorities) {
        StringBuilder text = new StringBuilder();
        text.append(setting("Dir::Etc::sourcelist", ContainerAccess.path("apt.sources")));
        text.append(setting("Dir::Etc::sourceparts", "-"));
        if (logins) {
            text.append(setting("Dir::Etc::netrc", ContainerAccess.path("apt.auth")));
        }
        if (authorities) {
            text.append(setting("Acquire::https::CAInfo", ContainerAccess.path(ContainerAccess.AUTHORITIES)));
        }
        return text.toString();
    }

    private static String setting(String name, String value) {
        return name + " \"" + value + "\";\n";
    }
}
