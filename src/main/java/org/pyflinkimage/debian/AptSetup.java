package org.pyflinkimage.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** How an apt is set up, on a machine or in an image: its archives, and the keys that it believes them by. */
public final class AptSetup {

    private static final UnixPath SOURCES = UnixPath.of("/etc/apt/sources.list");
    private static final UnixPath MORE_SOURCES = UnixPath.of("/etc/apt/sources.list.d");
    private static final UnixPath KEYS = UnixPath.of("/etc/apt/trusted.gpg");
    private static final UnixPath MORE_KEYS = UnixPath.of("/etc/apt/trusted.gpg.d");

    private static final Pattern FILE_OF_KEYS = Pattern.compile("[\\w:-][\\w.:-]*\\.(?:gpg|asc)");

    private final AptSources sources;
    private final Function<String, Optional<byte[]>> files;
    private final List<byte[]> trusted;
    private final boolean believed;

    private AptSetup(
            AptSources sources, Function<String, Optional<byte[]>> files, List<byte[]> trusted, boolean believed) {
        this.sources = sources;
        this.files = files;
        this.trusted = List.copyOf(trusted);
        this.believed = believed;
    }

    /** The set-up of this machine, whose sources name files of its disk. */
    public static AptSetup ofMachine(AptSources sources) {
        return new AptSetup(sources, AptSetup::onDisk, List.of(), true);
    }

    /**
     * The set-up of an image. What lies on the disk of a container is not within reach, so its archives there are passed over.
     *
     * @param files those of {@link #places} and {@link #namedKeys}, as far as the image has them
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-344} where its sources are too many
     */
    public static AptSetup ofImage(SortedMap<UnixPath, byte[]> files) {
        FoundSources found = new FoundSources();
        List<byte[]> trusted = new ArrayList<>();
        files.forEach((path, content) -> {
            if (path.equals(SOURCES) || path.parent().equals(MORE_SOURCES)) {
                AptSources.parse(path.value(), new String(content, StandardCharsets.UTF_8), found);
            } else if (path.equals(KEYS) || isTrusted(path)) {
                trusted.add(content);
            }
        });
        List<AptSource> sources = found.all().stream()
                .filter(source -> !"file".equals(source.archive().getScheme()))
                .toList();
        Function<String, Optional<byte[]>> inImage =
                file -> Optional.ofNullable(files.get(UnixPath.ROOT.resolveLink(file)));
        return new AptSetup(new AptSources(sources), inImage, trusted, true);
    }

    /** As apt does it: in the folder of trusted keys lie copies, too, that somebody took out of use by another name. */
    private static boolean isTrusted(UnixPath path) {
        return path.parent().equals(MORE_KEYS)
                && FILE_OF_KEYS.matcher(path.name()).matches();
    }

    /**
     * The same as a mere hint where archives are. Nobody has asked for what gives it, so its keys are not believed, nor that an archive
     * may be out of date.
     */
    public AptSetup withoutTrust() {
        return new AptSetup(sources, files, trusted, false);
    }

    /** Whether a Release file of one of its archives is refused where it has outlived its date. */
    public boolean checksValidUntil(AptSource source) {
        return !believed || source.checksValidUntil();
    }

    /**
     * Where apt looks for its sources, and for the keys of those that name none.
     *
     * @param listing what lies right below a folder
     */
    public static List<UnixPath> places(Function<UnixPath, List<UnixPath>> listing) {
        List<UnixPath> places = new ArrayList<>(List.of(SOURCES, KEYS));
        places.addAll(listing.apply(MORE_SOURCES));
        places.addAll(listing.apply(MORE_KEYS));
        return places;
    }

    /** The files of keys that its sources name. */
    public Set<UnixPath> namedKeys() {
        Set<UnixPath> named = new LinkedHashSet<>();
        for (AptSource source : sources.all()) {
            source.signedBy().stream()
                    .flatMap(signedBy -> signedBy.files().stream())
                    .map(UnixPath.ROOT::resolveLink)
                    .forEach(named::add);
        }
        return named;
    }

    public AptSources sources() {
        return sources;
    }

    /**
     * The keys that it believes one of its archives by: those that the source names and no others, else all that it trusts.
     *
     * @param known the keys that are believed anyway
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-315} where the source names keys of which none is there, {@code PYF-311}
     *     where it names something that is no keyring
     */
    public Keyring keyring(AptSource source, Keyring known) {
        if (!believed) {
            return known;
        }
        Keyring all = trusted.stream().flatMap(keys -> readable(keys).stream()).reduce(known, Keyring::with);
        return source.signedBy().map(signedBy -> signedBy.keyring(files, all)).orElse(all);
    }

    private static Optional<byte[]> onDisk(String file) {
        try {
            return Optional.of(Files.readAllBytes(Path.of(file)));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** As apt does it: what it cannot read in a folder of keys it passes over. */
    private static Optional<Keyring> readable(byte[] keys) {
        try {
            return Optional.of(Keyring.read(keys, "a file of trusted keys"));
        } catch (PyFlinkException e) {
            return Optional.empty();
        }
    }
}
