package org.pyflinkimage.build.base;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.inspect.inventory.JavaHome;
import org.pyflinkimage.inspect.inventory.JavaHomes;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Problem;

/** The Javas of a base that this plugin builds upon: the image runs on one of them. */
final class LayeredJava {

    private LayeredJava() {}

    /** That there is none of the line, or none in a folder that an image can have as its {@code JAVA_HOME}. */
    static Optional<Problem> missing(FoundLayers base) {
        JavaHomes java = base.has().java();
        JavaVersion wanted = base.wanted().java();
        if (!isMissing(base) || base.comes().contains(Suite.javaPackage(wanted))) {
            return Optional.empty();
        }
        Optional<JavaHome> misplaced =
                java.all().stream().filter(home -> home.line().equals(wanted)).findFirst();
        Problem problem = misplaced.map(home -> misplaced(home, base)).orElseGet(() -> none(java.all(), base));
        Problem further = LayeredFindings.withWaysOut(problem);
        // A Dockerfile takes it of no other suite either.
        return Optional.of(Supplies.suiteOf(base).isPresent() ? further : LayeredFindings.installable(further, base));
    }

    static boolean isMissing(FoundLayers base) {
        return ChosenJava.of(base.has().java(), base.wanted().java()).isEmpty();
    }

    private static Problem none(List<JavaHome> all, FoundLayers base) {
        List<String> there = all.stream().map(Object::toString).toList();
        Problem problem = Problem.declaration(
                        "PYF-924",
                        "the base `%s` has no Java %s"
                                .formatted(base.name(), base.wanted().java()))
                .why(there.isEmpty() ? "it has none at all" : "there is " + String.join("; ", there))
                .why("a folder counts that has `bin/java` and a `release` file")
                .why(Supplies.suiteOf(base).map(suite -> notOf(suite, base)).orElseGet(() -> Supplies.unable(base)));
        Problem further = all.stream()
                .findFirst()
                .map(home -> problem.remedy("the base's Java: " + Element.JAVA.with(home.line())))
                .orElse(problem);
        return Supplies.suiteOf(base).stream()
                .flatMap(suite -> suite.java().stream())
                .filter(line -> !line.equals(base.wanted().java()))
                .reduce(
                        further,
                        (one, line) -> one.remedy("a Java that a package brings: " + Element.JAVA.with(line)),
                        (one, other) -> other);
    }

    /** Why no package of its suite brings one. */
    private static String notOf(Suite suite, FoundLayers base) {
        String name = Suite.javaPackage(base.wanted().java());
        return suite.java().contains(base.wanted().java())
                ? "its dpkg has `%s` as installed, of which files are missing".formatted(name)
                : "no package of its suite brings one: " + suite;
    }

    private static Problem misplaced(JavaHome home, FoundLayers base) {
        return Problem.declaration(
                        "PYF-924",
                        "the base `%s` has no Java %s in a folder that can be `JAVA_HOME`"
                                .formatted(base.name(), base.wanted().java()))
                .why("there is " + home)
                .why(
                        "the folder goes into PATH and into the lock file: it has no colon, nothing that is not seen, and 512"
                                + " characters at most")
                .remedy("a base that has it in another folder, or whose `JAVA_HOME` is a link to that");
    }

    /** That commands which are called by their names alone find another Java first. */
    static Optional<Problem> shadowing(FoundLayers base) {
        JavaVersion wanted = base.wanted().java();
        return base.files()
                .find(JavaFindings.BEFORE)
                .filter(base.files()::isFile)
                .flatMap(file -> base.has().java().all().stream()
                        .filter(home -> file.startsWith(home.path()))
                        .reduce((outer, inner) -> inner))
                .filter(home -> !home.line().equals(wanted))
                .map(home -> JavaFindings.found(base.name(), home, wanted)
                        .remedy("the base's Java: " + Element.JAVA.with(home.line())));
    }
}
