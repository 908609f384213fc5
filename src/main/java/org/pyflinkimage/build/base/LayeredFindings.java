package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.StandaloneBuilds;
import org.pyflinkimage.facts.SystemPackages;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.inventory.Account;
import org.pyflinkimage.inspect.inventory.CLibrary;
import org.pyflinkimage.inspect.inventory.FlinkInstallation;
import org.pyflinkimage.inspect.inventory.Inventory;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/**
 * What of a base keeps this plugin from building upon it, or the image from working. Nothing is run in it: what Flink's scripts call
 * has to be there, and a Java, or packages come that bring it.
 */
final class LayeredFindings {

    private static final SystemPackages KNOWN = SystemPackages.shipped();

    private static final String CRYPT = "libcrypt.so.1";

    private LayeredFindings() {}

    /** Errors, then what is only to be known. */
    static List<Problem> of(FoundLayers base) {
        List<Problem> problems = new ArrayList<>();
        libc(base).ifPresent(problems::add);
        crypt(base).ifPresent(problems::add);
        commands(base).ifPresent(problems::add);
        LayeredJava.missing(base).ifPresent(problems::add);
        user(base).ifPresent(problems::add);
        base.has().flinks().forEach(flink -> flink(flink, base).ifPresent(problems::add));
        folders(base).ifPresent(problems::add);
        closed(base).ifPresent(problems::add);
        javaHome(base).ifPresent(problems::add);
        LayeredJava.shadowing(base).ifPresent(problems::add);
        problems.addAll(LayeredPythons.of(base));
        certificates(base).ifPresent(problems::add);
        pythonHome(base).ifPresent(problems::add);
        return List.copyOf(problems);
    }

    private static Optional<Problem> libc(FoundLayers base) {
        Optional<CLibrary> libc = base.has().libc();
        if (libc.isEmpty() || libc.get() instanceof CLibrary.Musl) {
            String found = libc.map(Object::toString).orElse("no C library that is known");
            return Optional.of(withWaysOut(Problem.declaration(
                            "PYF-911", "the base `%s` has %s, PyFlink needs glibc".formatted(base.name(), found))
                    .why("Python and the compiled packages of an image are made for glibc")));
        }
        GlibcVersion oldest = StandaloneBuilds.shipped().oldestGlibc();
        Optional<GlibcVersion> version = libc.get().glibc();
        if (version.filter(found -> found.compareTo(oldest) >= 0).isPresent()) {
            return Optional.empty();
        }
        String found = version.map(number -> "glibc " + number).orElse("a glibc that does not say its version");
        return Optional.of(withWaysOut(Problem.declaration(
                        "PYF-912",
                        "the base `%s` has %s, the image needs %s or newer".formatted(base.name(), found, oldest))
                .why("its Python and the wheels of its packages are chosen by that")));
    }

    /** The one library beside glibc without which a standalone CPython does not start; of another C library all else is said. */
    private static Optional<Problem> crypt(FoundLayers base) {
        if (!lacksCrypt(base) || base.comes().containsAll(KNOWN.ofStandalonePython())) {
            return Optional.empty();
        }
        return Optional.of(
                withWaysOut(
                        Problem.declaration("PYF-934", "the base `%s` has no `%s`".formatted(base.name(), CRYPT))
                                .why("the image's Python does not start without it")
                                .why(
                                        "looked in the folders that glibc knows, that `/etc/ld.so.conf` names and `LD_LIBRARY_PATH`")
                                .remedy(
                                        "a base with the package `libcrypt1` of Debian and Ubuntu, `libxcrypt-compat` of Red Hat's systems")));
    }

    /** Whether the loader of an image finds it. */
    static boolean hasCrypt(ImageView view, Inventory has) {
        return LoaderFolders.have(CRYPT, view, has.configuration());
    }

    /** Whether a standalone CPython comes that would not start; what others need is theirs, or what their packages depend on. */
    static boolean lacksCrypt(FoundLayers base) {
        if (!base.python().isStandalone()) {
            return false;
        }
        boolean glibc =
                base.has().libc().filter(CLibrary.Glibc.class::isInstance).isPresent();
        return glibc && !base.hasCrypt().get();
    }

    /** Those that are called and not there. */
    static List<String> missingCommands(FoundLayers base) {
        return KNOWN.called().stream()
                .filter(command -> !base.has().commands().contains(command))
                .toList();
    }

    private static Optional<Problem> commands(FoundLayers base) {
        List<String> missing = missingCommands(base).stream()
                .filter(command ->
                        KNOWN.bringing(command).filter(base.comes()::contains).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(installable(
                withWaysOut(Problem.declaration(
                                "PYF-913",
                                "the base `%s` has no %s"
                                        .formatted(
                                                base.name(),
                                                missing.stream()
                                                        .map(name -> "`" + name + "`")
                                                        .collect(Collectors.joining(", "))))
                        .why("the image's entrypoint and Flink's own scripts call them")
                        .why("looked for them in the folders of its PATH")),
                base));
    }

    private static Optional<Problem> user(FoundLayers base) {
        List<String> taken = base.has().accounts(LayeredFindings::isInTheWay);
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(withWaysOut(Problem.declaration(
                                "PYF-914",
                                "the base `%s` has the %s".formatted(base.name(), String.join(" and the ", taken)))
                        .why(
                                "the image has a user and a group `%s` with the number %s, as the official images have them"
                                        .formatted(FlinkUser.NAME, FlinkUser.NUMBER))
                        .remedy("a base without another one of that name or number")));
    }

    /** Whether it keeps the image's user or group from being there, by its name or its number. */
    static boolean isInTheWay(Account account) {
        return account.name().equals(FlinkUser.NAME) != (account.number() == FlinkUser.NUMBER);
    }

    private static Optional<Problem> flink(FlinkInstallation flink, FoundLayers base) {
        if (!flink.isUsual()) {
            return Optional.of(Problem.declaration(
                            "PYF-922",
                            "the base `%s` has %s, which the image does not use".formatted(base.name(), flink))
                    .why("it gets Flink %s in `%s`, and `FLINK_HOME` leads there"
                            .formatted(base.wanted().flink(), ImagePaths.FLINK_HOME))
                    .remedy("a base without it, or with the same Flink in `%s`".formatted(ImagePaths.FLINK_HOME))
                    .withSeverity(Severity.NOTE));
        }
        if (isSame(flink, base.wanted())) {
            return Optional.empty();
        }
        Problem problem = Problem.declaration(
                        "PYF-915",
                        "the base `%s` has %s, where the image is to have Flink %s"
                                .formatted(base.name(), flink, base.wanted().flink()))
                .why("PyFlink talks to Flink's classes directly: both are of one release")
                .why("there is " + parts(flink));
        Problem further = flink.version()
                .map(version -> problem.remedy("the base's Flink: " + Element.FLINK.with(version)))
                .orElse(problem);
        return Optional.of(withWaysOut(further));
    }

    /** Whether it stays, and PyFlink's own folders lead to it. */
    static boolean isSame(FlinkInstallation flink, Combination wanted) {
        return flink.isUsual() && flink.version().equals(Optional.of(wanted.flink()));
    }

    /** Its folders that are not empty. */
    static String parts(FlinkInstallation flink) {
        return FlinkHome.PARTS.stream()
                .filter(part -> !flink.part(part).isEmpty())
                .map(part -> "`" + part + "`")
                .collect(Collectors.joining(", "));
    }

    /** What this plugin fills alone: two of them in one folder would be neither. */
    private static Stream<UnixPath> ownFolders(FoundLayers base) {
        Stream<UnixPath> always = Stream.of(ImagePaths.VIRTUAL_ENVIRONMENT);
        return base.python().isStandalone() ? Stream.concat(always, Stream.of(ImagePaths.STANDALONE_PYTHON)) : always;
    }

    private static Optional<Problem> folders(FoundLayers base) {
        List<String> there = ownFolders(base)
                .filter(folder ->
                        !base.files().list(folder).isEmpty() || base.files().isFile(folder))
                .map(folder -> "`" + folder + "`")
                .toList();
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(withWaysOut(Problem.declaration(
                                "PYF-925", "the base `%s` has %s".formatted(base.name(), String.join(" and ", there)))
                        .why("the image's Python and its packages go there, and would be mixed with what is there")
                        .remedy("a base without them: remove them where it is made")));
    }

    private static Optional<Problem> closed(FoundLayers base) {
        List<UnixPath> closed = ClosedFolders.of(
                base.files(), ChosenJava.of(base.has().java(), base.wanted().java()), base.user());
        return closed.isEmpty()
                ? Optional.empty()
                : Optional.of(withWaysOut(Problem.declaration(
                                "PYF-939",
                                "the user `%s` cannot enter %s of the base `%s`"
                                        .formatted(
                                                base.user(),
                                                closed.stream()
                                                        .map(folder -> "`" + folder + "`")
                                                        .collect(Collectors.joining(", ")),
                                                base.name()))
                        .why("what the image runs lies below, and folders of a base keep their rights")
                        .remedy("a base in which others may enter it: `chmod o+x` where it is made")));
    }

    private static Optional<Problem> javaHome(FoundLayers base) {
        return base.has()
                .java()
                .declared()
                .filter(home -> !base.has().java().isThere())
                .map(home -> Problem.declaration(
                                "PYF-917",
                                "the base `%s` has no Java where its `JAVA_HOME` leads: `%s`"
                                        .formatted(base.name(), home))
                        .why("the image's `JAVA_HOME` is another folder, that of its Java %s"
                                .formatted(base.wanted().java()))
                        .remedy("nothing; or a base whose `JAVA_HOME` leads to its Java")
                        .withSeverity(Severity.NOTE));
    }

    private static Optional<Problem> certificates(FoundLayers base) {
        return base.has().certificates() || base.comes().containsAll(KNOWN.ofCertificates())
                ? Optional.empty()
                : Optional.of(Problem.declaration(
                                "PYF-936", "the base `%s` has no certificates of authorities".formatted(base.name()))
                        .why("the image's Python trusts no server then: what it asks for over https fails")
                        .remedy("a base with the package `ca-certificates`")
                        .withSeverity(Severity.WARNING));
    }

    private static Optional<Problem> pythonHome(FoundLayers base) {
        return base.has()
                .configuration()
                .variable(BaseVariables.PYTHON_HOME)
                .map(home -> Problem.declaration(
                                "PYF-937",
                                "the image does not have the base's `%s`: `%s`"
                                        .formatted(BaseVariables.PYTHON_HOME, home))
                        .why("the image's own Python would look for its library there")
                        .remedy("nothing; or a base without it")
                        .withSeverity(Severity.NOTE));
    }

    static Problem withWaysOut(Problem problem) {
        return problem.remedy("another base: " + Element.BASE.named())
                .remedy("or none, the plugin brings all of the system then: " + Element.BASE.with("scratch"));
    }

    /** The same of something that apt has, where the base has apt. */
    static Problem installable(Problem problem, FoundLayers base) {
        boolean apt = base.has().system().family().isPresent()
                && base.has().commands().containsAll(KNOWN.installing());
        return apt
                ? problem.remedy(
                        "or a Dockerfile, which installs what is missing with apt: " + Element.BUILDER.with("docker"))
                : problem;
    }
}
