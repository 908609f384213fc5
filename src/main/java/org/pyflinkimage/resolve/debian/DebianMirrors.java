package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.debian.AptSource;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.debian.SuiteName.Pocket;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.Platform;

/**
 * Where archives are, by the declaration, or else by the apt configuration of the machine or of an image. No address is known here.
 *
 * @param hints what the declaration says
 * @param images asked for the archive, as {@link NamingApt} does it
 * @param base how apt is set up in the image that packages come upon
 */
record DebianMirrors(
        ImageSpec.Hints hints,
        DebianSurroundings surroundings,
        AptImages images,
        Platform platform,
        Optional<Supplier<AptSetup>> base) {

    /** Of packages that are the whole system. */
    DebianMirrors(ImageSpec.Hints hints, DebianSurroundings surroundings, AptImages images, Platform platform) {
        this(hints, surroundings, images, platform, Optional.empty());
    }

    /** What lies beside a release, not in its place. */
    private static final Set<Pocket> NOT_MAIN = EnumSet.of(Pocket.SECURITY, Pocket.BACKPORTS);

    /** The path of an archive, and the moment of a snapshot. */
    private static final Pattern DATED = Pattern.compile("(.*?)((?:/[0-9]{8}T[0-9]{6}Z)?)/?");

    /** Whether the machine or a declared mirror names an archive that may be of this family; no image is asked for that. */
    boolean isNear(Suite.Family family) {
        return isNear(family, hints, surroundings.apt(), platform);
    }

    /** The same of a declaration and an apt. */
    static boolean isNear(Suite.Family family, ImageSpec.Hints hints, AptSources apt, Platform platform) {
        return hints.debianMirror().isPresent() || isNamed(apt, family, platform);
    }

    /**
     * The archive of a suite and of its updates.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-301} where nothing names one
     */
    DebianArchive archive(Suite suite) {
        Source source = ArchiveSources.archive(suite.family());
        return hints.debianMirror().map(base -> ofHint(source, base)).orElseGet(() -> {
            AptSetup apt = apt(suite);
            // Only who names one is asked.
            return named(source, nearest(apt, suite, DebianMirrors::isMain).orElseThrow(), apt);
        });
    }

    /** Whether an apt names an archive of a family, for a platform. */
    static boolean isNamed(AptSources apt, Suite.Family family, Platform platform) {
        return sources(apt, family, platform).stream().anyMatch(source -> isMain(source.suite()));
    }

    /** Whether a suite is a release, or replaces one: where it lies, its siblings lie. */
    private static boolean isMain(SuiteName suite) {
        return !NOT_MAIN.contains(suite.pocket());
    }

    /** The archives that may have a suite's security updates, the likeliest first. */
    List<DebianArchive> securityArchives(Suite suite, DebianArchive archive) {
        Source security = ArchiveSources.securityArchive(suite.family());
        if (hints.debianSecurityMirror().isPresent()) {
            return List.of(ofHint(security, hints.debianSecurityMirror().get()));
        }
        List<DebianArchive> archives = new ArrayList<>();
        AptSetup apt = hints.debianMirror().isPresent() ? AptSetup.ofMachine(surroundings.apt()) : apt(suite);
        nearest(apt, suite, candidate -> candidate.pocket() == Pocket.SECURITY)
                .map(found -> named(security, found, apt))
                .ifPresent(archives::add);
        // A declared mirror's own sibling comes before what the machine happens to be set up with.
        int place = hints.debianMirror().isPresent() ? 0 : archives.size();
        beside(archive, suite.family().securityApart()).ifPresent(guess -> archives.add(place, guess));
        return archives;
    }

    /** Where an archive has its security updates, if it is laid out as usual. */
    private static Optional<DebianArchive> beside(DebianArchive archive, boolean apart) {
        Source source = apart ? Source.securityArchive(archive.source().family()) : archive.source();
        return (apart ? sibling(archive.base()) : Optional.of(archive.base()))
                .map(base -> new DebianArchive(source, base, archive.keyring(), archive.checksValidUntil(), true));
    }

    /**
     * Of a family's sources any may serve, as an archive has all its releases; one of the suite's own release is the likeliest. Others
     * publish packages under the same names of suites: the family's own archive is that which a source of updates names, too.
     */
    private Optional<AptSource> nearest(AptSetup apt, Suite suite, Predicate<SuiteName> wanted) {
        List<AptSource> all = sources(apt.sources(), suite.family(), platform);
        Set<URI> updated = all.stream()
                .filter(source -> source.suite().pocket() == Pocket.UPDATES)
                .map(AptSource::archive)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(candidate -> wanted.test(candidate.suite()))
                .min(Comparator.comparing((AptSource candidate) -> !updated.contains(candidate.archive()))
                        .thenComparing(candidate -> candidate.suite().pocket() == Pocket.OTHER)
                        .thenComparing(candidate ->
                                !candidate.suite().release().equals(suite.name().release())));
    }

    /** Who names the suite's archive: a declared image, else this machine, else the base, else the suite's official image. */
    private AptSetup apt(Suite suite) {
        return new NamingApt(hints.debianImage(), surroundings.apt(), base, images, platform).of(suite);
    }

    private static List<AptSource> sources(AptSources apt, Suite.Family family, Platform platform) {
        return apt.ofSuites(family.releases()).stream()
                .filter(source -> source.serves(platform.architecture()))
                .filter(source -> source.components().contains("main"))
                .toList();
    }

    /**
     * {@code .../debian/} to {@code .../debian-security/}, as mirrors are commonly laid out; a snapshot's day stays behind it. Empty
     * where the archive is a whole host: another host is somebody else's, and must not get a login.
     */
    static Optional<URI> sibling(URI base) {
        String path = Optional.ofNullable(base.getRawPath()).orElse("");
        Matcher parts = DATED.matcher(path);
        boolean hasFolder =
                parts.matches() && !parts.group(1).isEmpty() && !parts.group(1).endsWith("/");
        if (!hasFolder || !base.toString().endsWith(path)) {
            return Optional.empty();
        }
        String host = base.toString().substring(0, base.toString().length() - path.length());
        return Optional.of(URI.create(host + parts.group(1) + "-security" + parts.group(2) + "/"));
    }

    private DebianArchive ofHint(Source source, URI base) {
        return new DebianArchive(source, folder(base), surroundings.keyring(), true, false);
    }

    /** A declared address with the slash that makes it a folder. */
    static URI folder(URI base) {
        return base.toString().endsWith("/") ? base : URI.create(base + "/");
    }

    /** A source's own keys are the only ones for it, but for those that the declaration names. */
    private DebianArchive named(Source source, AptSource found, AptSetup by) {
        Keyring own = by.keyring(found, surroundings.keyring());
        Keyring keyring =
                hints.debianKeyring().map(Keyring::read).map(own::with).orElse(own);
        return new DebianArchive(source, found.archive(), keyring, by.checksValidUntil(found), false);
    }
}
