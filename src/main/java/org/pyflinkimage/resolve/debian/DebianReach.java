package org.pyflinkimage.resolve.debian;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** What the archives that the declaration or the machine names can deliver, as far as that is known without asking them. */
public final class DebianReach {

    private final AptSources apt;
    private final Suites suites = Facts.shipped().suites();

    /** @param apt the machine's own archives */
    public DebianReach(AptSources apt) {
        this.apt = apt;
    }

    /** By this machine's apt configuration. */
    public static DebianReach ofMachine() {
        return new DebianReach(AptSources.read(Path.of("/etc/apt")));
    }

    /** {@code PYF-314}, a note for each Java and Python that some suite can serve but none that is within reach. */
    public List<Problem> notes(List<ImageSpec> specs) {
        Map<String, Problem> notes = new LinkedHashMap<>();
        for (ImageSpec spec : specs) {
            List<Suite> having = SuiteChoice.suites(spec.combination(), spec.python(), suite -> true);
            if (!having.isEmpty() && having.stream().noneMatch(suite -> isNear(suite, spec))) {
                notes.computeIfAbsent(versions(spec.combination()), versions -> note(versions, having));
            }
        }
        return List.copyOf(notes.values());
    }

    private boolean isNear(Suite suite, ImageSpec spec) {
        return spec.hints().debianMirror().isPresent()
                || !DebianMirrors.machineSources(
                                apt, suite.family(), spec.combination().platform())
                        .isEmpty();
    }

    private static String versions(Combination combination) {
        return "Java %s with Python %s".formatted(combination.java(), combination.python());
    }

    private Problem note(String versions, List<Suite> having) {
        String known = having.stream().map(Suite::toString).collect(Collectors.joining("; "));
        return Problem.declaration("PYF-314", "no archive that this machine is set up for brings " + versions)
                .why(
                        "`pyflink:image` takes the operating system from `<debianMirror>`, else from the sources in `/etc/apt`")
                .remedy("name an archive that has %s: `<debianMirror>` (-Dpyflink.debianMirror)".formatted(known))
                .source(suites.source())
                .withSeverity(Severity.NOTE);
    }
}
