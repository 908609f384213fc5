package org.pyflinkimage.resolve.debian;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.spec.SuiteImage;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Finds an apt that knows the archive of a suite: in the declared image, else on this machine, else in the base that packages come
 * upon, else in the suite's official image. An apt of the same family will do, as an archive has all releases.
 *
 * @param declared the declared image
 * @param machine the sources of this machine
 * @param base that of the base, which is declared too: its keys are believed
 */
record NamingApt(
        Optional<SuiteImage> declared,
        AptSources machine,
        Optional<Supplier<AptSetup>> base,
        AptImages images,
        Platform platform) {

    /**
     * The apt that names the suite's archive. What the plugin asks for by itself, the official image, is a hint where that is and no more:
     * a mirror of a registry must not say which keys are believed.
     *
     * @throws UnnamedArchive {@code PYF-301} where the image in question was read and names no archive of that family
     * @throws PyFlinkException {@code PYF-301} where it cannot be read, which says nothing of what there is
     */
    AptSetup of(Suite suite) {
        return declared.map(image -> read(
                        imageOf(suite, declared),
                        causes -> NoArchive.ofDeclared(suite, imageOf(suite, declared), causes)))
                .filter(apt -> knows(apt, suite))
                .or(() -> Optional.of(AptSetup.ofMachine(machine)).filter(apt -> knows(apt, suite)))
                .or(() -> base.map(Supplier::get).filter(apt -> knows(apt, suite)))
                .orElseGet(() -> official(suite));
    }

    /** The image that is asked for a suite. */
    static ImageReference imageOf(Suite suite, Optional<SuiteImage> declared) {
        return declared.map(
                        image -> image.of(suite.family().name(), suite.name().toString()))
                .orElseGet(() -> ImageReference.of(suite.family().imageOf(suite.name())));
    }

    private AptSetup official(Suite suite) {
        ImageReference image = imageOf(suite, Optional.empty());
        AptSetup apt = read(image, causes -> NoArchive.because(suite, image, causes));
        if (!knows(apt, suite)) {
            throw new UnnamedArchive(NoArchive.because(suite, image, List.of(withoutSources(suite, image))));
        }
        return apt.withoutTrust();
    }

    private AptSetup read(ImageReference image, Function<List<Problem>, Problem> told) {
        try {
            return images.setupIn(image, platform);
        } catch (PyFlinkException e) {
            throw told.apply(e.problems()).toException(e);
        }
    }

    private boolean knows(AptSetup apt, Suite suite) {
        return DebianMirrors.isNamed(apt.sources(), suite.family(), platform);
    }

    private Problem withoutSources(Suite suite, ImageReference image) {
        return Problem.environment(
                        "PYF-339",
                        "`%s` names no archive of %s for %s"
                                .formatted(image, suite.family().title(), platform))
                .why("in its `/etc/apt` is no source of one that can be reached from outside of it");
    }
}
