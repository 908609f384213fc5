package org.pyflinkimage.build;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.KeptAnswers;
import org.pyflinkimage.image.PullProblems;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.inspect.OpenImage;
import org.pyflinkimage.inspect.inventory.AptFiles;
import org.pyflinkimage.resolve.debian.AptImages;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/**
 * Reads how apt is set up in images. Which image a name leads to is asked once a day, and once only what apt is told in it. Of an
 * image, nothing is taken but apt's sources and the keys that it believes archives by.
 */
final class ImageApt implements AptImages {

    /** How much of a digest is told. */
    private static final int SHOWN = 19;

    /** How many archives are told. */
    private static final int NAMED_AT_MOST = 10;

    private static final String KIND_OF_DIGESTS = "image-of-day";
    private static final String KIND_OF_BUNDLES = "apt-of-image";

    private final Supplier<ImageReader> reader;
    private final KeptAnswers digests;
    private final KeptAnswers bundles;
    private final Circumstances circumstances;
    private final Map<String, AptSetup> known = new HashMap<>();
    private final Map<String, PyFlinkException> failed = new HashMap<>();
    private final Map<Optional<String>, PyFlinkException> away = new HashMap<>();

    /**
     * What a look into images happens in.
     *
     * @param now says which day it is
     * @param offline whether no registry may be asked
     */
    record Circumstances(Instant now, boolean offline, BuildLog log) {}

    /**
     * An image's files of apt.
     *
     * @param digest of the image
     */
    private record Found(String digest, SortedMap<UnixPath, byte[]> files) {}

    /** @param reader asked for when something is not known yet */
    ImageApt(Supplier<ImageReader> reader, ArtifactStore store, Circumstances circumstances) {
        this.reader = reader;
        this.digests = new KeptAnswers(store, KIND_OF_DIGESTS);
        this.bundles = new KeptAnswers(store, KIND_OF_BUNDLES);
        this.circumstances = circumstances;
    }

    @Override
    public AptSetup setupIn(ImageReference image, Platform platform) {
        String which = image + " " + platform;
        Optional<String> registry = image.repository().registry();
        PyFlinkException failure = failed.getOrDefault(which, away.get(registry));
        if (failure != null && !known.containsKey(which)) {
            throw failure;
        }
        try {
            return known.computeIfAbsent(which, key -> setup(image, platform));
        } catch (PyFlinkException e) {
            // Other cells that need it would wait for the same answer, and so would other images where the registry is
            // away.
            failed.put(which, e);
            if (e.problems().stream().anyMatch(PullProblems::isOfRegistry)) {
                away.put(registry, e);
            }
            throw e;
        }
    }

    private AptSetup setup(ImageReference image, Platform platform) {
        LocalDate day = LocalDate.ofInstant(circumstances.now(), ZoneOffset.UTC);
        String question = "%s %s %s".formatted(image, platform, day);
        Found found = kept(question).orElseGet(() -> look(question, image, platform));
        AptSetup setup = AptSetup.ofImage(found.files());
        tell(image, found.digest(), setup);
        return setup;
    }

    private Optional<Found> kept(String question) {
        return digests.find(question)
                .map(digest -> new String(digest, StandardCharsets.US_ASCII))
                .filter(digest -> digest.length() >= SHOWN)
                .flatMap(digest ->
                        bundles.find(digest).flatMap(FileBundle::read).map(files -> new Found(digest, files)));
    }

    private Found look(String question, ImageReference image, Platform platform) {
        if (circumstances.offline()) {
            throw Problem.environment("PYF-341", "`%s` cannot be asked for: this build is offline".formatted(image))
                    .why("nobody has read it today, and `pyflink.lock` does not have the address of the archive yet")
                    .remedy("build once without `-o`; from then on `pyflink.lock` has it")
                    .toException();
        }
        Found found = reader.get().read(image, platform, this::read);
        bundles.keep(found.digest(), FileBundle.write(found.files()));
        digests.keep(question, found.digest().getBytes(StandardCharsets.US_ASCII));
        return found;
    }

    private Found read(OpenImage image) {
        String digest = image.digest().digest();
        return new Found(
                digest, bundles.find(digest).flatMap(FileBundle::read).orElseGet(() -> AptFiles.of(image.view())));
    }

    private void tell(ImageReference image, String digest, AptSetup setup) {
        List<String> archives = setup.sources().all().stream()
                .map(source -> Addresses.printable(source.archive()))
                .distinct()
                .toList();
        circumstances
                .log()
                .note("`%s` (%s) names the archives to ask: %s"
                        .formatted(
                                image,
                                digest.substring(0, SHOWN),
                                archives.isEmpty()
                                        ? "none"
                                        : FirstOf.of(NAMED_AT_MOST, archives).text()));
    }
}
