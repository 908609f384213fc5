package org.pyflinkimage.resolve.python;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Place;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementOption;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.FileLikeName;
import org.pyflinkimage.spec.RequirementsForm;
import org.pyflinkimage.value.Problem;

/** Why a line of the requirements does not reach uv, and what to write instead. */
final class RefusedRequirement {

    private static final Pattern HAS_HOST = Pattern.compile("(?i)(?<!\\bfile)://");

    private static final Pattern QUERY = Pattern.compile("\\?[^\\s#;]+");

    /** As GitHub and GitLab have them, and Gitea. */
    private static final Pattern PAGE_OF_A_FILE =
            Pattern.compile("(://[^/]+/.+?)/(?:blob|src(?=/(?:branch|tag|commit)/))/");

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9./:_-]+");

    private RefusedRequirement() {}

    /** {@code PYF-494}: what is required there would have to be built. */
    static Problem build(String required, RequiredAddress.Kind kind, Place place) {
        return toBuild(required, place)
                .why("it is %s".formatted(kind))
                .remedy("build a wheel of it once: `pip wheel --no-deps --wheel-dir wheels %s`"
                        .formatted(word(printable(required))))
                .remedy("and require the wheel: `./wheels/NAME-VERSION-py3-none-any.whl`");
    }

    /** {@code PYF-494}: a folder that no wheel can be made of here. */
    static Problem folder(String required, String reason, Place place) {
        return toBuild(required, place)
                .why("it is a folder of sources, and no wheel is made of it here: " + reason)
                .remedy("build a wheel of it once: `pip wheel --no-deps --wheel-dir wheels %s`"
                        .formatted(word(printable(required))))
                .remedy("and require the wheel: `./wheels/NAME-VERSION-py3-none-any.whl`")
                .remedy("or let its `pyproject.toml` say all of it, so that nothing has to be run");
    }

    /** {@code PYF-479}: a folder that is another distribution than its requirement says. */
    static Problem otherFolder(String required, NormalizedName found, Place place) {
        return Problem.declaration(
                        "PYF-479",
                        "`%s`%s is another distribution than it says".formatted(printable(required), of(place)))
                .why("the project in that folder is called `%s`".formatted(found))
                .remedy("require it by that name, or name the other folder");
    }

    /** {@code PYF-494}: an option that asks for a build. */
    static Problem build(RequirementOption option, Place place) {
        String written = (option.name() + " " + printable(option.value())).strip();
        return toBuild(written, place)
                .why("it asks for a build from sources")
                .remedy("take the option out: packages come as wheels")
                .remedy(
                        "or build the package once, with the options that it needs: `pip wheel --no-deps --wheel-dir wheels NAME`,"
                                + " and require `./wheels/NAME-VERSION-py3-none-any.whl`");
    }

    /** {@code PYF-488}: a file that is not there, such as one of the machine that `pip freeze` ran on. */
    static Problem absent(String name, RequiredAddress address, Place place) {
        Problem problem = unread(printable(address.text()), place).why("there is no such file on this machine");
        return name.isEmpty()
                ? problem.remedy("correct the path; a relative one starts from `%s`".formatted(address.folder()))
                : problem.why("`pip freeze` in a conda environment writes such lines")
                        .remedy("require it by its name and version: `%s`".formatted(name));
    }

    /** {@code PYF-488}: the name of a file where a package is asked for. */
    static Problem file(RequirementLine line, String name) {
        Problem problem = unread(printable(line.text()), line.place())
                .why("it is taken for a file, and never asked for at a package index");
        boolean isList = line.place()
                .file()
                .flatMap(RequirementsForm::of)
                .filter(RequirementsForm.PLAIN::equals)
                .isPresent();
        String read = isList ? "`-r %s`" : "`<requirements>%s</requirements>` (-Dpyflink.requirements)";
        return new FileLikeName(name)
                .wayOut()
                .map(problem::remedy)
                .orElseGet(
                        () -> problem.remedy("where its lines are meant, name it as a file: " + read.formatted(name)))
                .remedy("where it is a package, name a version, too: `%s>=0`".formatted(name));
    }

    /** {@code PYF-488}: no requirement at all. */
    static Problem malformed(RequirementLine line) {
        return unread(printable(line.text()), line.place())
                .why(Requirement.mistakeIn(line.text()).orElse("it has characters that no requirement has"))
                .remedy(
                        "write a name, extras, versions and a marker: `name[extra]>=1.0,<2 ; marker`, or a wheel's address");
    }

    /** {@code PYF-488}: an option whose value cannot be used. */
    static Problem malformed(RequirementOption option, Place place) {
        return unread((option.name() + " " + printable(option.value())).strip(), place)
                .remedy("correct it, or take it out");
    }

    /** {@code PYF-488}: a document in the place of a list, which would be taken apart as if each of its lines required something. */
    static Problem document(RequirementOption include, Place place) {
        String shown = printable(include.value());
        String raw = PAGE_OF_A_FILE.matcher(shown).replaceFirst("$1/raw/");
        Problem problem = unread(include.name() + " " + shown, place)
                .why("the server answers with a page for browsers or with data, and not with a list of requirements");
        return raw.equals(shown)
                ? problem.remedy(
                                "look what `curl` gets there: the page that shows a file has another address than the file itself")
                        .remedy("where it is a page to log in by, give a login for the host: in `~/.netrc`, as"
                                + " `machine HOST login USER password PASSWORD`")
                : problem.remedy("name the file itself, not the page that shows it: `%s`".formatted(raw));
    }

    /** {@code PYF-467}: an address that is none yet. */
    static Problem unset(String written, List<String> names, Place place) {
        List<String> withheld = names.stream().filter(DeclaredAccess::isOfLogin).toList();
        Problem problem = Problem.declaration(
                "PYF-467",
                "`%s`%s names variables that are not %s: %s"
                        .formatted(
                                printable(written),
                                of(place),
                                withheld.isEmpty() ? "set" : "filled in",
                                quoted(names)));
        Problem told = withheld.isEmpty() ? problem : ofLogins(problem, withheld);
        Problem remedied = withheld.size() == names.size()
                ? told
                : told.remedy(
                        "set the variable where the build runs, to more than nothing; a CI may keep it from some of its runs");
        return HAS_HOST.matcher(written).find()
                ? remedied.why("nobody is asked by an address that lacks a value")
                        .remedy("or write the address without it, and the login that it stands for into `~/.netrc`")
                : remedied.why("nothing is looked for by a path that lacks a value")
                        .remedy("or write the path, or the address that it stands for, without it");
    }

    /** Set or not: it is kept back by its name. */
    private static Problem ofLogins(Problem problem, List<String> names) {
        return problem.why(
                        ("%s may be set, and stands in no address all the same: names that begin so are kept for logins of %s,"
                                        + " which go to those indexes alone")
                                .formatted(quoted(names), Element.INDEXES.named()))
                .remedy(
                        "where a login of your own is meant, give it to a variable of another name and write that: `${NAME}`");
    }

    private static String quoted(List<String> names) {
        return names.stream().collect(Collectors.joining("`, `", "`", "`"));
    }

    /** {@code PYF-467}: the same of an option. */
    static Problem unset(RequirementOption option, List<String> names, Place place) {
        return unset(option.name() + " " + option.value(), names, place);
    }

    /** {@code PYF-474}: a variable in what another wrote, who would learn its value with the next request. */
    static Problem variable(String written, Place place) {
        return Problem.declaration(
                        "PYF-474", "`%s`%s names a variable of this machine".formatted(printable(written), of(place)))
                .why("others wrote that, and whoever is asked by such an address learns the variable's value")
                .remedy("look who wrote it; where it is right, write it into a requirements file of your own,"
                        + " which may have variables: " + Element.REQUIREMENTS.named());
    }

    /** {@code PYF-474}: the same of an option. */
    static Problem variable(RequirementOption option, Place place) {
        return variable(option.name() + " " + option.value(), place);
    }

    /** {@code PYF-469}: lines that anybody in between can change. */
    static Problem inClearText(RequirementOption include, Place place) {
        return Problem.declaration(
                        "PYF-469",
                        "`%s`%s comes over plain HTTP"
                                .formatted(include.name() + " " + printable(include.value()), of(place)))
                .withSeverity(Problem.Severity.WARNING)
                .why("everybody in between can change its lines, and so what is installed")
                .remedy("an `https://` address, or a copy of the file in the project")
                .remedy("`-DsendCredentialsOverHttp` where the network in between is trusted");
    }

    /** {@code PYF-465}: a place that nothing else names, where a builder's pip would look for programs that it runs. */
    static Problem placeOfOthers(RequirementOption option, Place place) {
        String line = option.name() + " " + printable(option.value());
        Problem problem = Problem.declaration(
                        "PYF-465", "`%s`%s is no place to build packages from".formatted(line, of(place)))
                .why("that file lies on a server and is read at each build; nothing that is locked comes from there,"
                        + " nor does the declaration or this machine name it")
                .why("pip in a builder's container takes what source distributions are built by from such places,"
                        + " in the newest version, without a sum, and runs it")
                .remedy("where it is right, write `%s` into a requirements file of your own: ".formatted(line)
                        + Element.REQUIREMENTS.named());
        boolean isIndex = !option.name().equals("--find-links");
        return (isIndex
                        ? problem.remedy("or name it yourself, be it the usual index: " + Element.INDEXES.named())
                        : problem)
                .remedy("or put a copy of the file into the project: " + Element.REQUIREMENTS.named());
    }

    /** {@code PYF-465}: what lies on this machine's disk, named by who does not choose there. */
    static Problem onDisk(String written, Place place) {
        return Problem.declaration(
                        "PYF-465",
                        "`%s`%s names what lies on this machine's disk".formatted(printable(written), of(place)))
                .why("that file lies on a server, and whoever writes it does not choose among this machine's files")
                .remedy("where it is right, write it into a requirements file of your own: "
                        + Element.REQUIREMENTS.named())
                .remedy("or take it from an index: " + Element.INDEXES.named());
    }

    /** {@code PYF-495}: an option that has no effect here. */
    static Problem ignored(RequirementOption option, Place place) {
        return Problem.declaration(
                        "PYF-495",
                        "`%s`%s has no effect: packages come as wheels, and nothing is built"
                                .formatted(option.name(), of(place)))
                .withSeverity(Problem.Severity.WARNING)
                .remedy("take it out, where it was meant for this image");
    }

    /** Without logins, and without what may be a token. */
    static String printable(String text) {
        return QUERY.matcher(Addresses.withoutLogins(text)).replaceAll("");
    }

    /** {@code  in line 3 of `requirements.txt`}. */
    static String of(Place place) {
        return place.line() > 0
                ? " in line %s of `%s`".formatted(place.line(), place.path())
                : " in `%s`".formatted(place.path());
    }

    /** One word of a command line, without the marker, which a build has no use for. */
    private static String word(String required) {
        String bare = required.replaceFirst("(?<!\\s)\\s++;.*", "");
        return PLAIN_WORD.matcher(bare).matches() ? bare : "\"" + bare + "\"";
    }

    private static Problem toBuild(String what, Place place) {
        return Problem.declaration(
                "PYF-494", "`%s`%s would have to be built, and nothing is built".formatted(printable(what), of(place)));
    }

    private static Problem unread(String what, Place place) {
        return Problem.declaration("PYF-488", "`%s`%s cannot be read as a requirement".formatted(what, of(place)));
    }
}
