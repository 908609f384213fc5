package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.util.List;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** What to say of an archive that does not have what is wanted of a suite. */
final class ArchiveProblems {

    private static final String WHY_NEEDED =
            "a suite that has updates is not taken without them: whoever can break a connection would choose which holes stay open";

    private ArchiveProblems() {}

    /** Whether it is that an archive has not what it should. */
    static boolean isMissing(Problem problem) {
        return problem.code().equals("PYF-306");
    }

    static Problem missingSuite(DebianArchive archive, Suite suite) {
        return Problem.environment("PYF-306", "`%s` has no suite `%s`".formatted(base(archive), suite.name()))
                .why("%s %s is what has the Python and the Java asked for"
                        .formatted(suite.family().title(), suite.name()))
                .remedy("name an archive that has it: " + Element.DEBIAN_MIRROR.named());
    }

    static Problem missingUpdates(DebianArchive archive, Suite suite) {
        return Problem.environment(
                        "PYF-316",
                        "`%s` has no suite `%s`"
                                .formatted(base(archive), suite.name().updates()))
                .why(WHY_NEEDED)
                .remedy("name an archive that has it: " + Element.DEBIAN_MIRROR.named())
                .remedy("take security updates alone: " + Element.SECURITY_UPDATES.with("only"))
                .remedy("take none: " + Element.SECURITY_UPDATES.with("none"));
    }

    private static String base(DebianArchive archive) {
        return Addresses.printable(archive.base());
    }

    /** @param address of a file that an archive should have */
    static Problem missingFile(URI address, String architecture) {
        return Problem.environment("PYF-306", "the archive has no `%s`".formatted(Addresses.printable(address)))
                .why("it may not have packages for %s".formatted(architecture))
                .remedy("name an archive that has them: " + Element.DEBIAN_MIRROR.named());
    }

    /** @param looked where they were looked for, and why they are not there */
    static Problem noSecurity(Suite suite, List<String> looked) {
        return Problem.environment("PYF-310", "no security updates are found for `%s`".formatted(suite.name()))
                .why(WHY_NEEDED)
                .remedy("name their archive: " + Element.DEBIAN_SECURITY_MIRROR.named())
                .remedy("take none, with the holes found since the release: " + Element.SECURITY_UPDATES.with("none"))
                .why(looked);
    }

    /** A suite that nobody closes holes in any more. */
    static Problem unsupported(Suite suite, String source) {
        return Problem.environment(
                        "PYF-320",
                        "%s `%s` gets no security updates any more"
                                .formatted(suite.family().title(), suite.name()))
                .why("they ended on %s; what was found since stays open in the image"
                        .formatted(suite.upkeep().supportedUntil()))
                .remedy("choose a Java and a Python of a later suite: " + Element.JAVA.named() + ", "
                        + Element.PYTHON.named())
                .source(source)
                .withSeverity(Problem.Severity.WARNING);
    }
}
