package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.inspect.inventory.FlinkInstallation;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/**
 * A Flink in a base. One of the declared release stays, and the Dockerfile leads PyFlink's folders to it. Else the image has PyFlink's own,
 * whose folders are moved to their place: one that is there already and not empty stays as it is, and where that is the last of them,
 * {@code plugins}, the build ends.
 */
final class FlinkFindings {

    private static final String LAST = FlinkHome.PARTS.get(FlinkHome.PARTS.size() - 1);

    private FlinkFindings() {}

    static List<Problem> of(FoundBase base) {
        List<Problem> problems = new ArrayList<>();
        for (FlinkInstallation flink : base.has().flinks()) {
            if (!flink.isUsual()) {
                problems.add(beside(flink, base));
            } else if (LayeredFindings.isSame(flink, base.wanted())) {
                BaseLosses.olderConfiguration(
                                base.name(), hasOlder(flink), base.wanted().flink())
                        .ifPresent(problems::add);
            } else {
                problems.add(inTheWay(flink, base));
            }
        }
        return problems;
    }

    private static boolean hasOlder(FlinkInstallation flink) {
        return flink.part(ImagePaths.CONF.name()).contains(ConfigurationFormat.FLAT.fileName());
    }

    private static Problem inTheWay(FlinkInstallation flink, FoundBase base) {
        FlinkVersion wanted = base.wanted().flink();
        Problem problem = Problem.declaration(
                        "PYF-915",
                        "the base `%s` has %s, where the image is to have Flink %s"
                                .formatted(base.name(), flink, wanted))
                .why("PyFlink brings a whole Flink of its own; what is not empty stays as the base has it: "
                        + LayeredFindings.parts(flink));
        Problem further = flink.version()
                .map(version -> problem.remedy("the base's Flink: " + Element.FLINK.with(version)))
                .orElse(problem)
                .remedy("a base without `%s`: remove that where the base is made".formatted(ImagePaths.FLINK_HOME))
                .remedy(Element.BASE.with(base.usual()))
                .remedy("jars and plugins of the base: declare them as " + Element.CONNECTORS.named());
        boolean ends = !flink.part(LAST).isEmpty();
        Problem last = ends ? further.why("over `%s` the build ends".formatted(LAST)) : further;
        return ends || hasPrograms(flink) ? last : last.withSeverity(Severity.WARNING);
    }

    /** Whether programs or jars stay that are not the wanted release's. */
    private static boolean hasPrograms(FlinkInstallation flink) {
        return Stream.of("bin", "lib").anyMatch(part -> !flink.part(part).isEmpty());
    }

    private static Problem beside(FlinkInstallation flink, FoundBase base) {
        return Problem.declaration(
                        "PYF-922", "the base `%s` has %s, which the image does not use".formatted(base.name(), flink))
                .why("it gets Flink %s in `%s`, and `FLINK_HOME` leads there"
                        .formatted(base.wanted().flink(), ImagePaths.FLINK_HOME))
                .remedy("a smaller base: " + Element.BASE.with(base.usual()))
                .withSeverity(Severity.NOTE);
    }
}
