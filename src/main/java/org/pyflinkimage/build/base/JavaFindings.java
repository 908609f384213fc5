package org.pyflinkimage.build.base;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.inspect.inventory.JavaHome;
import org.pyflinkimage.inspect.inventory.JavaHomes;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/**
 * The Javas of a base. The image has the suite's, and its own {@code JAVA_HOME} leads there. While its packages are installed
 * the base's variables hold: what is compiled against Java looks for its headers where they say.
 */
final class JavaFindings {

    /** Where the image's PATH looks before it comes to the image's own Java. */
    static final UnixPath BEFORE = ImagePaths.LOCAL_BIN.resolve("java");

    private JavaFindings() {}

    static List<Problem> of(FoundBase base) {
        return Stream.of(first(base).or(() -> otherLines(base)), home(base))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the image's PATH has before its own Java. */
    private static Optional<Problem> first(FoundBase base) {
        JavaVersion wanted = base.wanted().java();
        return base.has()
                .java()
                .started()
                .filter(home -> base.has().java().command().equals(Optional.of(BEFORE)))
                .filter(home -> !home.line().equals(wanted))
                .map(home -> found(base.name(), home, wanted).remedy(Element.BASE.with(base.usual())));
    }

    /** {@code PYF-923}: commands that are called by their names alone find another Java than the image's. */
    static Problem found(BaseImage base, JavaHome home, JavaVersion wanted) {
        return Problem.declaration(
                        "PYF-923",
                        "the base `%s` has %s by the name `%s`, the image's is Java %s"
                                .formatted(base, home, BEFORE, wanted))
                .why("the image's PATH finds the base's first; Flink's own scripts start that of `JAVA_HOME`")
                .remedy("a base without `%s`".formatted(BEFORE))
                .withSeverity(Severity.WARNING);
    }

    private static Optional<Problem> otherLines(FoundBase base) {
        JavaVersion wanted = base.wanted().java();
        List<JavaHome> all = base.has().java().all();
        if (all.isEmpty() || all.stream().anyMatch(home -> home.line().equals(wanted))) {
            return Optional.empty();
        }
        return Optional.of(Problem.declaration(
                        "PYF-916",
                        "the base `%s` has no Java %s, and the image gets one beside those that are there"
                                .formatted(base.name(), wanted))
                .why(there(all))
                .why("`JAVA_HOME` of the image is `%s`, which leads to the Java %s of %s"
                        .formatted(ImagePaths.JAVA_HOME, wanted, base.needs().suite()))
                .remedy("a smaller base, without Java: " + Element.BASE.with(base.usual()))
                .remedy("or the same Java, where a suite has it: "
                        + Element.JAVA.with(all.get(0).line()))
                .withSeverity(Severity.NOTE));
    }

    private static String there(List<JavaHome> homes) {
        return homes.stream().map(JavaHome::toString).collect(Collectors.joining("; ", "there is ", ""));
    }

    private static Optional<Problem> home(FoundBase base) {
        JavaHomes java = base.has().java();
        Optional<String> declared = java.declared().filter(home -> !isMade(home, base));
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        return java.isThere()
                ? java.home()
                        .filter(found -> base.needs().compilesJava() && !found.hasCompiler())
                        .map(found -> noCompiler(found, base))
                : Optional.of(nowhere(declared.get(), base));
    }

    private static Problem nowhere(String home, FoundBase base) {
        List<JavaHome> all = base.has().java().all();
        Problem problem = Problem.declaration(
                        "PYF-917",
                        "the base `%s` has no Java where its `JAVA_HOME` leads: `%s`".formatted(base.name(), home))
                .why(all.isEmpty() ? "it has none at all" : there(all))
                .remedy("a base whose `JAVA_HOME` is a JDK, or not set: the image has its own")
                .remedy(Element.BASE.with(base.usual()));
        return base.needs().compilesJava() ? problem.why(wheelOf(base)) : problem.withSeverity(Severity.NOTE);
    }

    private static Problem noCompiler(JavaHome found, FoundBase base) {
        return Problem.declaration(
                        "PYF-918", "the base `%s` has in `JAVA_HOME` no JDK, but %s".formatted(base.name(), found))
                .why(wheelOf(base))
                .remedy("a base whose `JAVA_HOME` is a JDK, or not set: the Dockerfile installs one")
                .remedy(Element.BASE.with(base.usual()))
                .remedy("a Python for which there is a wheel: " + Element.PYTHON.named());
    }

    private static String wheelOf(FoundBase base) {
        return "the image's `%s` has no wheel for Python %s: it is compiled, and looks in `JAVA_HOME` for a JDK's headers"
                .formatted(DockerfileNeeds.COMPILED, base.wanted().python());
    }

    /** Whether the Dockerfile makes it lead to a JDK, whatever the base has there. */
    private static boolean isMade(String home, FoundBase base) {
        UnixPath installed =
                ImagePaths.debianJava(base.wanted().java(), base.wanted().platform());
        String bare = home.replaceFirst("/+$", "");
        return bare.equals(ImagePaths.JAVA_HOME.value())
                || bare.equals(installed.value())
                || base.has()
                        .java()
                        .home()
                        .filter(found -> found.path().equals(installed))
                        .isPresent();
    }
}
