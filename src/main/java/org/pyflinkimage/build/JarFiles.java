package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.template.JarPlace;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** The files that jars of a plan become in an image. */
final class JarFiles {

    private JarFiles() {}

    /** Of two jars at one path either would take the place of the other: {@code PYF-086} for each such jar. */
    static List<Problem> atOnePath(PlannedImage image) {
        Map<UnixPath, Jar> byPath = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Jar jar : image.plan().contents().jars()) {
            UnixPath path = JarPlace.fileOf(jar.coordinates(), image.spec());
            Jar other = byPath.putIfAbsent(path, jar);
            if (other != null && !other.sha256().equals(jar.sha256())) {
                problems.add(problem(path, other, jar));
            }
        }
        return problems;
    }

    private static Problem problem(UnixPath path, Jar one, Jar other) {
        return Problem.declaration("PYF-086", "two jars would be `%s`".formatted(path))
                .why("they are `%s` and `%s`, which have one file name"
                        .formatted(one.coordinates(), other.coordinates()))
                .remedy("one of them: leave it out of " + Element.CONNECTORS.named()
                        + ", or by an `<exclusion>` of the transitive `<connector>` that depends on it")
                .remedy("or another folder for one of them, by `<place>` in its `<connector>`");
    }
}
