package org.pyflinkimage.mojo.maven;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;

/**
 * What to say where Maven's resolver got no jar: its own words as the reason, and the way out.
 *
 * @param asked the ids of the repositories
 * @param causes what its attempts ended with; none where it made none
 */
record JarFailure(MavenCoordinates jar, List<String> asked, List<Exception> causes) {

    /** What helps where a connector is named that is none. */
    static final String CORRECT = "correct it: " + Element.CONNECTORS.pathNamed();

    private static final Pattern BLOCKED_PLACE = Pattern.compile("Blocked mirror for repositories: \\[([^\\s()]+) ");
    private static final Pattern PLACE = Pattern.compile("(?:from/to|from|in) ([^\\s()]+) \\(([^)\\s]*)");

    /** What stands before a status: a version may have its number, too. */
    private static final String STATUS = "\\b(?:[Ss]tatus(?: code)?:?|code is:) ";

    /** Names that say nothing of what happened: of the artifact, of a repository's address, of a file. */
    private static final Pattern NAMES = Pattern.compile(
            "(?<=artifact )[^\\s:]+:\\S+|\\w+://[^\\s,;)]+|[\\w.-]+(?::[\\w.-]+){2,}(?= \\((?:present|absent))");

    /** Why a repository gave nothing, by the words that Maven 3.8's, 3.9's and 4's transports have for it. */
    private enum Reason {
        BLOCKED(
                "maven-default-http-blocker|Blocked mirror for repositor",
                "Maven asks no repository without TLS",
                "its `https` address in `<repositories>`; or, where it has none, a `<mirror>` of settings.xml whose"
                        + " `<mirrorOf>` is %s and whose `<blocked>` is false"),
        OFFLINE(
                "in offline mode",
                "Maven works offline, and asks %s nothing",
                "run once without `-o`: what Maven has then, it needs no network for"),
        PROXY(
                STATUS + "407\\b|[Pp]roxy [Aa]uthentication",
                "the proxy wants a login (407)",
                "`<username>` and `<password>` of the `<proxy>` in settings.xml"),
        UNAUTHORIZED(
                STATUS + "401\\b|authentication failed|Not authorized",
                "%s refuses the login, or wants one (401)",
                "a `<server>` in settings.xml whose `<id>` is %s, with its `<username>` and `<password>`"),
        FORBIDDEN(
                STATUS + "403\\b|authorization failed",
                "%s gives this login no right to it (403)",
                "a `<server>` in settings.xml whose `<id>` is %s, with a login that may read there; one that is never asked for"
                        + " is sent with `<usePreemptive>true</usePreemptive>` in its `<httpConfiguration><all>`, or by"
                        + " Maven 3.9 with `-Daether.connector.http.preemptiveAuth=true`"),
        FULL(
                "No space left|not enough space|[Qq]uota exceeded",
                "the disk of the local repository is full",
                "room there, or another local repository: `-Dmaven.repo.local=FOLDER`"),
        RIGHTS(
                "Permission denied|AccessDenied|Read-only file system",
                "the local repository cannot be written",
                "the right to write there, or another local repository: `-Dmaven.repo.local=FOLDER`"),
        CERTIFICATE(
                "PKIX|SSLHandshake|unable to find valid certification path|certificate|No subject alternative",
                "the certificate of %s is not trusted",
                "the authority's certificate in a trust store:"
                        + " `MAVEN_OPTS=-Djavax.net.ssl.trustStore=FILE -Djavax.net.ssl.trustStorePassword=WORD`"),
        CHECKSUM(
                "[Cc]hecksum validation failed|checksum",
                "%s gave a file that is not the one that its checksum is of",
                "try again; where it stays so, tell those who run the repository"),
        BUSY(
                STATUS + "(429|5\\d\\d)\\b",
                "%s is not able to answer now",
                "try again later with `-U`; or another repository or `<mirror>` that has it"),
        UNKNOWN_HOST(
                "UnknownHost|Name or service not known|nodename nor servname|: Temporary failure in name resolution",
                "the host of %s is not known here",
                "correct its address in `<repositories>`, or name a `<proxy>` in settings.xml; then `-U`"),
        REFUSED(
                "Connection refused|Connect to .* failed|timed out|Connection reset|No route to host|Network is unreachable",
                "%s cannot be reached",
                "look at the network, and at `<mirrors>` and `<proxies>` of settings.xml; then `-U`"),
        OTHER_REPOSITORY(
                "present, but unavailable",
                "the local repository has it of another repository than these",
                "declare that repository under its id; or let Maven fetch it anew with `-U`"),
        OTHER(
                "",
                "%s gave no answer that Maven could use",
                "look at the network, and at mirrors, proxies and servers of settings.xml; `-U` asks again");

        private final Pattern words;
        private final String what;
        private final String remedy;

        Reason(String words, String what, String remedy) {
            this.words = Pattern.compile(words);
            this.what = what;
            this.remedy = remedy;
        }

        static Reason of(String text) {
            String said = NAMES.matcher(text).replaceAll("...");
            return Arrays.stream(values())
                    .filter(reason -> reason.words.matcher(said).find())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** {@code PYF-511} where no repository has the jar, {@code PYF-512} where one could not be asked. */
    Problem toProblem() {
        return causes.stream().allMatch(JarFailure::isAbsent) ? absent() : unreachable();
    }

    /** What Maven has of an earlier attempt, and does not try again, is a missing file or a failure, as that attempt was. */
    private static boolean isAbsent(Exception cause) {
        return cause instanceof ArtifactNotFoundException
                && !textOf(cause).contains("maven-default-http-blocker")
                && !textOf(cause).contains("present, but unavailable");
    }

    private Problem absent() {
        Problem problem = Problem.declaration("PYF-511", "no repository has the jar `%s`".formatted(jar))
                .why("asked were " + repositoryNames());
        return (isRemembered()
                        ? problem.why("Maven remembers that from an earlier run, and did not ask again")
                        : problem)
                .remedy(CORRECT)
                .remedy("add the repository that has it to `<repositories>` of the POM or of settings.xml;"
                        + " `-U` asks again for what was missing before");
    }

    private Problem unreachable() {
        Problem problem = Problem.environment("PYF-512", "the jar `%s` could not be downloaded".formatted(jar));
        Set<String> remedies = new LinkedHashSet<>();
        for (Exception cause : causes) {
            if (!isAbsent(cause)) {
                String text = textOf(cause);
                String place = place(text).orElse("a repository");
                Reason reason = Reason.of(text);
                problem = problem.why(reason.what.formatted(place)).why(Maven.said(text));
                remedies.add(reason.remedy.formatted(place));
            }
        }
        problem = problem.why("asked were " + repositoryNames());
        if (isRemembered()) {
            remedies.add("mended since? `-U` asks again: Maven remembers that from an earlier run");
        }
        return problem.remedy(remedies);
    }

    /** Maven's own words, without addresses: those may carry passwords. */
    static String said(String text) {
        return Maven.said(text);
    }

    private boolean isRemembered() {
        return causes.stream().anyMatch(cause -> textOf(cause).contains("previous attempt"));
    }

    /** The repository's id: its address may have a password in it. */
    private static Optional<String> place(String text) {
        Matcher blocked = BLOCKED_PLACE.matcher(text);
        Matcher place = blocked.find() ? blocked.reset() : PLACE.matcher(text);
        return place.find() ? Optional.of("`" + place.group(1) + "`") : Optional.empty();
    }

    private static String textOf(Exception cause) {
        StringBuilder text = new StringBuilder(String.valueOf(cause.getMessage()));
        for (Throwable deeper = cause.getCause(); deeper != null; deeper = deeper.getCause()) {
            String more = String.valueOf(deeper);
            if (text.indexOf(String.valueOf(deeper.getMessage())) < 0) {
                text.append(": ").append(more);
            }
        }
        return text.toString();
    }

    private String repositoryNames() {
        return asked.isEmpty()
                ? "none"
                : asked.stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
    }

    /** Maven's own words. */
    private static final class Maven {

        private static final Pattern OF_REPOSITORY = Pattern.compile(" \\(\\w+://[^)]*\\)");
        private static final Pattern OF_FILE = Pattern.compile(" \\w+://[^\\s,;)]+");

        private Maven() {}

        /** What it said, without addresses: those may carry passwords. */
        static String said(String text) {
            return "Maven: "
                    + OF_FILE.matcher(OF_REPOSITORY.matcher(text).replaceAll(""))
                            .replaceAll(" the file");
        }
    }
}
