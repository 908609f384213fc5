package org.pyflinkimage.resolve.uv;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.Problem;

/** What to say when uv found no answer: its own words as the reasons, and the ways out that this plugin knows. */
record UvFailure(ProgramRun run, Combination combination) {

    private static final Pattern NO_WHEEL = Pattern.compile(
            "(?:all versions of )?([A-Za-z0-9][A-Za-z0-9._-]*)(?:\\{[^}]*})?((?:[=<>!~]=?[^\\s,]+)?)(?:,\\S+)? (?:has|have) no (?:usable wheels|wheels with a matching)");
    private static final Pattern UNKNOWN = Pattern.compile(
            "([A-Za-z0-9][A-Za-z0-9._-]*) (?:was not found in the (?:package registry|cache|provided package locations)|was not found)");
    private static final List<String> NETWORK = List.of(
            "Failed to fetch",
            "error sending request",
            "Request failed",
            "dns error",
            "tcp connect error",
            "status server error",
            "Could not connect",
            "timed out",
            "client error (Connect)");
    private static final List<String> BUILD = List.of(
            "Failed to build",
            "Building source distributions is disabled",
            "Failed to download and build",
            "build backend",
            "Failed to parse metadata",
            "setup.py");
    private static final int LONGEST = 40;

    /** The problem. */
    Problem toProblem() {
        String text = run.errors();
        List<String> missing = names(NO_WHEEL, text);
        List<String> unknown = names(UNKNOWN, text);
        if (text.contains("UnknownIssuer") || text.contains("invalid peer certificate")) {
            return untrusted();
        }
        if (text.contains("No interpreter found")
                || text.contains("inspect Python interpreter")
                || text.contains("Querying Python")) {
            return noInterpreter();
        }
        if (text.contains("the network was disabled")) {
            return offline();
        }
        if (text.contains("No solution found") && !unknown.isEmpty()) {
            return unknown(unknown);
        }
        if (text.contains("No solution found")) {
            return missing.isEmpty() ? contradiction() : withoutWheel(missing);
        }
        return containsAny(text, BUILD) ? needsBuild() : containsAny(text, NETWORK) ? network() : unreadable();
    }

    private Problem withoutWheel(List<String> names) {
        String what = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        Problem problem = Problem.declaration(
                "PYF-486",
                "%s %s no wheel for Python %s on %s"
                        .formatted(
                                what,
                                names.size() == 1 ? "has" : "have",
                                combination.python(),
                                combination.platform()));
        return choices(derivation(problem).why("packages are installed from wheels; nothing is compiled"));
    }

    private Problem contradiction() {
        Problem problem = Problem.declaration(
                "PYF-485", "The Python requirements cannot be met together for %s".formatted(combination));
        return choices(derivation(problem));
    }

    private Problem unknown(List<String> names) {
        String what = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return derivation(Problem.declaration("PYF-487", "The package index does not have " + what))
                .remedy("correct the name in `<requirements>` (-Dpyflink.requirements)")
                .remedy(
                        "where it is in an index of your own, name that to uv or pip: `UV_INDEX`, `PIP_EXTRA_INDEX_URL`, pip.conf, uv.toml");
    }

    private Problem needsBuild() {
        return derivation(
                        Problem.declaration("PYF-486", "A Python package would have to be built, and nothing is built"))
                .remedy("require a version with a wheel, or put a wheel of it into your index");
    }

    private Problem unreadable() {
        boolean input = containsAny(
                run.errors(), List.of("parse", "File not found", "not exist", "No such file", "Unsupported"));
        return input
                ? derivation(Problem.declaration("PYF-488", "The Python requirements cannot be read"))
                        .remedy("correct `<requirements>` (-Dpyflink.requirements)")
                : derivation(Problem.environment("PYF-484", "uv failed with exit status %s".formatted(run.status())))
                        .remedy("name another uv: `<uv>` (-Dpyflink.uv)");
    }

    private Problem network() {
        Problem problem = derivation(Problem.environment("PYF-490", "uv could not read the package index"));
        return run.errors().matches("(?s).*\\b(401|403)\\b.*")
                ? problem.remedy("give a login: `UV_DEFAULT_INDEX=https://user:password@host/simple`, or `~/.netrc`")
                : problem.remedy(
                                "look whether this machine reaches its package index; a proxy is taken from `HTTPS_PROXY`")
                        .remedy("try again: what was read already is kept");
    }

    private Problem offline() {
        return derivation(Problem.environment(
                        "PYF-490", "uv could not read the package index, because this build is offline"))
                .remedy("run once without `-o`, and commit the `pyflink.lock` that it writes");
    }

    private Problem untrusted() {
        return derivation(Problem.environment("PYF-490", "uv does not trust the package index's certificate"))
                .remedy(
                        "name a bundle with your organization's authority: `SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt`");
    }

    private Problem noInterpreter() {
        return derivation(Problem.environment("PYF-482", "uv found no Python to start with"))
                .remedy("leave `<uv>` and `-Dpyflink.uv` out: the uv that the plugin fetches needs none")
                .remedy("or install a Python 3; any version serves");
    }

    private Problem choices(Problem problem) {
        Problem more = problem.remedy("change what `<requirements>` (-Dpyflink.requirements) asks for")
                .remedy("another Python: `<python>` (-Dpyflink.python)");
        return combination.platform().architecture().equals("amd64")
                ? more
                : more.remedy("another platform: `<platform>linux/amd64</platform>` (-Dpyflink.platforms=linux/amd64)");
    }

    /** uv's lines as the reason, without its label and its advice, which names options of its own. */
    private Problem derivation(Problem problem) {
        String text = run.errors()
                .lines()
                .takeWhile(line -> !line.strip().startsWith("hint:"))
                .filter(line -> !line.isBlank() && !line.startsWith("warning:"))
                .map(line -> line.replaceFirst("^(error: |  cause: | {9}|  [×├╰│─▶ ]+)", ""))
                .filter(line -> !line.startsWith("No solution found"))
                .limit(LONGEST)
                .collect(Collectors.joining("\n"));
        return text.isBlank() ? problem : problem.why(text);
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text.replace("\n", " "))
                .results()
                .map(match -> match.group(1) + (match.groupCount() > 1 ? match.group(2) : ""))
                .distinct()
                .toList();
    }

    private static boolean containsAny(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
    }
}
