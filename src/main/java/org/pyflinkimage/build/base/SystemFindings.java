package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.debian.PackageName;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.SystemPackages;
import org.pyflinkimage.inspect.inventory.CLibrary;
import org.pyflinkimage.inspect.inventory.CLibrary.Musl;
import org.pyflinkimage.inspect.inventory.OperatingSystem;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** The system of a base: whether apt installs the plan's packages in it, and whether it can have the image's user. */
final class SystemFindings {

    private static final String PACKAGES =
            "the Dockerfile installs packages of %s with apt, in the versions of `pyflink.lock`";

    private static final String NO_BASE =
            "leave " + Element.BASE.named() + " out: the Dockerfile names the suite's own image";

    private SystemFindings() {}

    static List<Problem> of(FoundBase base) {
        Optional<Musl> musl = base.has().libc().filter(Musl.class::isInstance).map(Musl.class::cast);
        if (musl.isPresent()) {
            return List.of(musl(base, musl.get()));
        }
        List<Problem> problems = new ArrayList<>();
        otherSuite(base).ifPresent(problems::add);
        oldGlibc(base).ifPresent(problems::add);
        if (base.has().system().family().isPresent()) {
            missingCommands(base).ifPresent(problems::add);
        }
        takenUser(base).ifPresent(problems::add);
        return List.copyOf(problems);
    }

    private static Problem musl(FoundBase base, Musl musl) {
        return Problem.declaration("PYF-911", "the base `%s` has %s, PyFlink needs glibc".formatted(base.name(), musl))
                .why(PACKAGES.formatted(base.needs().suite()))
                .remedy(Element.BASE.with(base.usual()))
                .remedy(NO_BASE);
    }

    private static Optional<Problem> otherSuite(FoundBase base) {
        OperatingSystem system = base.has().system();
        SuiteName wanted = base.needs().suite();
        if (system.suite().filter(wanted::equals).isPresent()) {
            return Optional.empty();
        }
        Problem problem = Problem.declaration(
                        "PYF-910",
                        "the base `%s` is %s, the image's packages are of %s"
                                .formatted(base.name(), system.described(), wanted))
                .why(PACKAGES.formatted(wanted))
                .remedy(Element.BASE.with(base.usual()))
                .remedy(NO_BASE);
        Problem further = system.suite()
                .flatMap(suite -> Facts.shipped().suites().find(suite.toString()))
                .map(suite -> problem.why("what it has is " + suite).remedy(pythonOf(suite, base)))
                .orElse(problem);
        return Optional.of(mayWork(base) ? further.withSeverity(Severity.WARNING) : further);
    }

    /** The Python with which that suite would be the wanted one; none where it would not, or Flink has no wheel for it. */
    private static List<String> pythonOf(Suite suite, FoundBase base) {
        Combination wanted = base.wanted();
        boolean chosen = Facts.shipped().suites().having(wanted.java(), suite.python()).stream()
                .findFirst()
                .filter(suite::equals)
                .isPresent();
        return Facts.shipped()
                .basisOf(wanted.flink())
                .filter(release ->
                        chosen && release.wheels().on(wanted.platform()).contains(suite.python()))
                .map(release -> "the Python of this base: " + Element.PYTHON.with(suite.python()))
                .stream()
                .toList();
    }

    /**
     * Whether apt may make the wanted suite of it: from an older one of the same maker, to which it adds newer packages, or
     * from one that keeps to itself what it was made of.
     */
    private static boolean mayWork(FoundBase base) {
        OperatingSystem system = base.has().system();
        Suite.Family wanted = Facts.shipped().suites().familyOf(base.needs().suite());
        boolean older = base.has()
                .libc()
                .flatMap(CLibrary::glibc)
                .filter(version -> version.compareTo(base.needs().glibc()) < 0)
                .isPresent();
        return system.suite()
                .map(suite -> older && wanted.releases().contains(suite.release()))
                .orElse(system.family().isPresent());
    }

    /** Where apt brings no other: the C library of a package gets the plan's version. */
    private static Optional<Problem> oldGlibc(FoundBase base) {
        if (base.has().findPackage(PackageName.LIBC).isPresent()) {
            return Optional.empty();
        }
        Optional<GlibcVersion> needed = base.needs().wheels();
        return base.has()
                .libc()
                .flatMap(CLibrary::glibc)
                .filter(version ->
                        needed.filter(most -> version.compareTo(most) < 0).isPresent())
                .map(version -> Problem.declaration(
                                "PYF-912",
                                "the base `%s` has glibc %s, the wheels of the image need %s"
                                        .formatted(base.name(), version, needed.orElseThrow()))
                        .why("it is no package of Debian or Ubuntu, of which apt would bring a newer one")
                        .remedy(Element.BASE.with(base.usual()))
                        .remedy(NO_BASE));
    }

    private static Optional<Problem> missingCommands(FoundBase base) {
        SystemPackages known = SystemPackages.shipped();
        boolean brought = base.needs().makesAccounts();
        List<String> missing = Stream.concat(
                        known.installing().stream(), brought ? Stream.empty() : known.accounts().commands().stream())
                .filter(command -> !base.has().commands().contains(command))
                .map(command -> "`" + command + "`")
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.declaration(
                                "PYF-913", "the base `%s` has no %s".formatted(base.name(), String.join(", ", missing)))
                        .why("the Dockerfile installs packages and makes a user with them, as root of the base")
                        .remedy(Element.BASE.with(base.usual()))
                        .remedy(NO_BASE));
    }

    private static Optional<Problem> takenUser(FoundBase base) {
        List<String> taken = base.has().accounts(LayeredFindings::isInTheWay);
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.declaration(
                                "PYF-914",
                                "the base `%s` has the %s".formatted(base.name(), String.join(" and the ", taken)))
                        .why(
                                "the Dockerfile makes a user and a group `%s` with the number %s where they are not there, and fails"
                                                .formatted(FlinkUser.NAME, FlinkUser.NUMBER)
                                        + " over another one of that name or number")
                        .remedy("a base without them: `userdel` and `groupdel` where it is made, and its name in "
                                + Element.BASE.named())
                        .remedy(Element.BASE.with(base.usual()))
                        .remedy(NO_BASE));
    }
}
