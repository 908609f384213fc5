package org.pyflinkimage.resolve.debian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** Which archives the declaration or the machine names, as far as that is known without asking anybody. */
public final class DebianReach {

    private final AptSources apt;
    private final Suites suites = Facts.shipped().suites();

    /** @param apt the machine's own archives */
    public DebianReach(AptSources apt) {
        this.apt = apt;
    }

    /** By this machine's apt configuration. */
    public static DebianReach ofMachine() {
        return new DebianReach(AptSources.read(DebianSurroundings.APT));
    }

    /** {@code PYF-314}, a note for each Java and Python that come from a suite whose archive an image has to name. */
    public List<Problem> notes(List<ImageSpec> specs) {
        Map<String, Problem> notes = new LinkedHashMap<>();
        for (ImageSpec spec : specs) {
            List<Suite> having = SuiteChoice.suites(spec.combination(), spec.python());
            if (!having.isEmpty() && !isNear(having.get(0), spec)) {
                notes.computeIfAbsent(versions(spec.combination()), versions -> note(versions, having.get(0), spec));
            }
        }
        return List.copyOf(notes.values());
    }

    /** The suite whose Python an image has, as long as an archive within reach has it; empty where it has a standalone one. */
    public static Optional<SuiteName> likely(ImageSpec spec) {
        return SuiteChoice.of(spec.combination(), spec.python()).stream()
                .findFirst()
                .filter(choice -> choice.interpreter().isEmpty())
                .map(choice -> choice.suite().name());
    }

    private boolean isNear(Suite suite, ImageSpec spec) {
        return DebianMirrors.isNear(
                suite.family(), spec.hints(), apt, spec.combination().platform());
    }

    private static String versions(Combination combination) {
        return "Java %s with Python %s".formatted(combination.java(), combination.python());
    }

    /** A declared image may be of another family, which nobody knows before it is read. */
    private static String images(Suite suite, ImageSpec spec) {
        ImageReference official = NamingApt.imageOf(suite, Optional.empty());
        return spec.hints()
                .debianImage()
                .map(declared -> NamingApt.imageOf(suite, Optional.of(declared)))
                .map(declared -> "`%s`, or in `%s` where that has none of %s"
                        .formatted(declared, official, suite.family().title()))
                .orElseGet(() -> "`%s`".formatted(official));
    }

    private Problem note(String versions, Suite suite, ImageSpec spec) {
        String title = "%s %s".formatted(suite.family().title(), suite.name());
        return Problem.declaration(
                        "PYF-314",
                        "%s comes from %s, whose archive this machine's apt does not name".formatted(versions, title))
                .why("until `pyflink.lock` has its address, `pyflink:image` reads it in %s, once a day"
                        .formatted(images(suite, spec)))
                .remedy("where no image is within reach, name the archive: " + Element.DEBIAN_MIRROR.named())
                .remedy("or another image that has apt sources of %s: "
                                .formatted(suite.family().title())
                        + Element.DEBIAN_IMAGE.named())
                .source(suites.source())
                .withSeverity(Severity.NOTE);
    }
}
