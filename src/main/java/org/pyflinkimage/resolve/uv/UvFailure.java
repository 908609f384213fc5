package org.pyflinkimage.resolve.uv;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Blame;

/** What to say when uv found no answer: its own words as the reasons, and the ways out that this plugin knows. */
record UvFailure(ProgramRun run, Combination combination, OtherCells others) {

    /** What uv says where it has looked at all that there is. */
    static final Pattern NO_SOLUTION = Pattern.compile("No solution found");

    private static final Pattern STATUS = Pattern.compile("\\((\\d{3} [A-Za-z ]+)\\)");
    /** What helps against an index that wants one. */
    static final String LOGIN_REMEDY =
            "a login for it: the `<server>` of settings.xml that has it, in `<indexes>` (-Dpyflink.indexes=SERVER=ADDRESS); `machine HOST login"
                    + " NAME password WORD` in `~/.netrc`; or one in the address that `UV_DEFAULT_INDEX`, `UV_INDEX` or pip.conf has";

    private static final String NETWORK_REMEDY =
            "look whether this machine reaches its package index; a proxy is taken from `HTTPS_PROXY`";

    /** Failures beside those of a resolution; the first whose words are there counts. */
    private enum Kind {
        FULL(
                "No space left on device|os error (?:28|122)\\)|Disk quota exceeded|not enough space on the disk",
                "PYF-484",
                Blame.ENVIRONMENT,
                "uv could not write: the disk, or this account's part of it, is full",
                "make room where uv keeps its cache and its temporary files, or name other folders: `UV_CACHE_DIR`, `TMPDIR`,"
                        + " and for this plugin's own `MAVEN_OPTS=-Djava.io.tmpdir=FOLDER`"),
        NO_STUB(
                "(?:inspect|[Qq]uery(?:ing)?) Python interpreter[^\\n]*(?:\\n[^\\n]*){0,3}os error 13\\)",
                "PYF-482",
                Blame.ENVIRONMENT,
                "uv may not run the program that answers for the image's Python",
                "a folder for temporary files in which programs may run: `MAVEN_OPTS=-Djava.io.tmpdir=FOLDER`"),
        RIGHTS(
                "os error (?:13|30)\\)|Read-only file system",
                "PYF-484",
                Blame.ENVIRONMENT,
                "uv may not read or write a file",
                "give this account its rights there; a root's run before may have left files that are its own",
                "or name a folder for the cache that can be written: `UV_CACHE_DIR`"),
        CERTIFICATE_ITSELF(
                "invalid peer certificate: (?:certificate )?(?:expired|revoked|not ?valid ?(?:yet|for ?name))",
                "PYF-490",
                Blame.ENVIRONMENT,
                "uv does not take the package index's certificate: it is not valid now, was revoked, or is another host's",
                "look at this machine's clock, and at the address of the index",
                "or tell those who run the index, who have to give it another one"),
        CERTIFICATE(
                "UnknownIssuer|invalid peer certificate",
                "PYF-490",
                Blame.ENVIRONMENT,
                "uv does not trust the package index's certificate",
                "name a bundle with your organization's authority: `SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt`"),
        NO_INDEX(
                "use `\\./\\w+://",
                "PYF-499",
                Blame.DECLARATION,
                "The address of a package index is none that uv can read",
                "an `https://` or `file://` address in " + Element.INDEXES.named()
                        + ", `UV_DEFAULT_INDEX`, `UV_INDEX`, uv.toml or pip.conf"),
        NO_INTERPRETER(
                "No interpreter found|inspect Python interpreter|Querying Python",
                "PYF-482",
                Blame.ENVIRONMENT,
                "uv found no Python to start with",
                "leave `<uv>` and `-Dpyflink.uv` out: the uv that the plugin fetches needs none, but on Windows",
                "or install a Python 3; any version serves"),
        OFFLINE("the network was disabled|Network connectivity is disabled", UvCause.OFFLINE),
        SETTING(
                "invalid value '.*' for|Failed to parse environment variable|Failed to parse: `[^`]*\\.toml`|TOML parse error|Expected an index URL|not a valid (?:index )?URL",
                "PYF-499",
                Blame.DECLARATION,
                "A setting for uv is none that it takes",
                "correct it where it stands: a variable `UV_...`, `[tool.uv]` in the pyproject.toml beside the requirements, uv.toml, pip.conf"),
        NO_PAGE(
                "Unsupported `Content-Type`|unexpected (?:JSON|HTML)",
                "PYF-490",
                Blame.ENVIRONMENT,
                "A package index answered with something that is no page of an index",
                "correct its address, which most often ends in `/simple/`: " + Element.INDEXES.named()
                        + ", `UV_DEFAULT_INDEX`, `UV_INDEX`, uv.toml, pip.conf",
                "look whether a proxy or a login page answers in its place"),
        OTHER_NAME(
                "Requested package name `.*` does not match",
                "PYF-488",
                Blame.DECLARATION,
                "A requirement gives an address another name than the file there has",
                "the name of that file before the `@` in " + Element.REQUIREMENTS.named()),
        FOLDER(
                "--find-links|Failed to read (?:the )?directory",
                "PYF-488",
                Blame.DECLARATION,
                "A folder or page of wheels cannot be read",
                "correct `--find-links` in the requirements file, `UV_FIND_LINKS`, `find-links` in settings for uv,"
                        + " or, where no index is asked, `find-links` in pip.conf or `PIP_FIND_LINKS`"),
        CACHE(
                "[Ff]ailed to (?:initialize|open|write to|create) (?:the )?cache|cache directory",
                "PYF-484",
                Blame.ENVIRONMENT,
                "uv cannot write its cache",
                "name a folder that can be written: `UV_CACHE_DIR`"),
        ADDRESSES(
                "conflicting URLs",
                "PYF-485",
                Blame.DECLARATION,
                "The Python requirements name two addresses of one package",
                "leave one of them in " + Element.REQUIREMENTS.named()),
        ADDRESS_BEHIND(
                "URL dependencies must be expressed as direct requirements|attempted to resolve via URL",
                "PYF-494",
                Blame.DECLARATION,
                "A package requires another by an address that you did not name",
                "require that address in " + Element.REQUIREMENTS.named() + " beside it, where you trust it"),
        BUILD(
                "Failed to build|Building source distributions is disabled|Failed to download and build|build backend|Failed to parse metadata|setup\\.py",
                "PYF-486",
                Blame.DECLARATION,
                "A Python package would have to be built, and nothing is built",
                "require a version with a wheel, or put a wheel of it into your index"),
        BROKEN(
                "does not match given name|Failed to (?:read|unzip|extract|deserialize|validate)|[Ii]nvalid (?:zip|wheel|metadata)|Metadata field .* not found|metadata is invalid|Couldn't parse metadata",
                UvCause.BROKEN),
        LOGIN(
                "\\((?:401 Unauthorized|403 Forbidden)\\)",
                "PYF-490",
                Blame.ENVIRONMENT,
                "uv could not read the package index: it answered `%s`",
                LOGIN_REMEDY),
        PROXY(
                "407 Proxy Authentication Required|proxy authorization required|unsuccessful tunnel",
                "PYF-490",
                Blame.ENVIRONMENT,
                "uv could not read the package index: the proxy wants a login",
                "a login in the proxy's address: `HTTP_PROXY`, `HTTPS_PROXY`"),
        GONE(
                "\\((?:404 Not Found|410 Gone)\\)",
                "PYF-490",
                Blame.DECLARATION,
                "There is no file at an address: `%s`",
                "correct the address in " + Element.REQUIREMENTS.named(),
                "where the index names it, ask those who run that, or require another version"),
        BUSY(
                "\\((?:429|5\\d\\d) [A-Za-z ]+\\)",
                "PYF-490",
                Blame.ENVIRONMENT,
                "uv could not read the package index: it answered `%s`",
                "try again later: what was read already is kept",
                "or another index, such as a mirror: an `<index>` with `<default>true</default>`, or `UV_DEFAULT_INDEX`"),
        NETWORK(
                "Failed to fetch|error sending request|Request failed|dns error|tcp connect error|status server error|Could not connect|timed out|client error \\(Connect\\)|HTTP status",
                "PYF-490",
                Blame.ENVIRONMENT,
                "uv could not read the package index",
                NETWORK_REMEDY,
                "try again: what was read already is kept"),
        INPUT(
                "parse|File not found|not exist|No such file|Unsupported",
                "PYF-488",
                Blame.DECLARATION,
                "The Python requirements cannot be read",
                "correct " + Element.REQUIREMENTS.named()),
        OTHER(
                "",
                "PYF-484",
                Blame.ENVIRONMENT,
                "uv failed with exit status %s",
                "name another uv: " + Element.UV.named());

        private final Pattern words;

        @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
        private final UvCause cause;

        Kind(String words, String code, Blame blame, String what, String... remedies) {
            this(words, new UvCause(blame, code, what, remedies));
        }

        Kind(String words, UvCause cause) {
            this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
            this.cause = cause;
        }
    }

    /** The problem. */
    Problem toProblem() {
        UvReport report = new UvReport(run.errors());
        return report.has(NO_SOLUTION) && !report.has(Kind.NO_INDEX.words)
                ? new UnsolvedRequirements(report, combination, others).toProblem()
                : failure(report);
    }

    private Problem failure(UvReport report) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(known -> report.has(known.words))
                .findFirst()
                .orElseThrow();
        Problem problem = kind.cause.problem(kind == Kind.OTHER ? String.valueOf(run.status()) : statusIn(report));
        String derivation = report.derivation();
        return (derivation.isBlank() ? problem : problem.why(derivation)).remedy(kind.cause.remedies());
    }

    private static String statusIn(UvReport report) {
        Matcher status = STATUS.matcher(report.flat());
        return status.find() ? status.group(1) : "";
    }
}
