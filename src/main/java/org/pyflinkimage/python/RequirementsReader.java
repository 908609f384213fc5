package org.pyflinkimage.python;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.ReadRequirements.ReadFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.Slashes;

/**
 * Reads files of requirements with all that they name by {@code -r} and {@code -c}, as <a
 * href="https://pip.pypa.io/en/stable/reference/requirements-file-format/">pip</a> does. Each file is read once, as requirements and as
 * constraints.
 */
public final class RequirementsReader {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");
    private static final Pattern OPTIONS = Pattern.compile("(?:^|[ \\t])(?=-)");
    private static final Pattern REMOTE = Pattern.compile("(?i)https?:.*");
    private static final Pattern LOCAL = Pattern.compile("(?i)file:.*");

    private record Visit(Path file, boolean constraint) {}

    private final Function<Path, Optional<byte[]>> contents;
    private final Function<String, Optional<String>> variables;
    private final Set<Visit> visits = new HashSet<>();
    private final Map<String, ReadFile> files = new LinkedHashMap<>();
    private final List<RequirementLine> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A reader.
     *
     * @param contents of a file; empty where there is none that can be read
     * @param variables of the environment, which names of files may have in them
     */
    public RequirementsReader(Function<Path, Optional<byte[]>> contents, Function<String, Optional<String>> variables) {
        this.contents = contents;
        this.variables = variables;
    }

    /** Whether a variable stands in a text. */
    public static boolean hasVariable(String text) {
        return VARIABLE.matcher(text).find();
    }

    /** The names of a text's variables that have no value: {@link #expand} leaves them as they stand. */
    public static List<String> withoutValue(String text, Function<String, Optional<String>> variables) {
        return VARIABLE.matcher(text)
                .results()
                .map(name -> name.group(1))
                .filter(name ->
                        variables.apply(name).filter(value -> !value.isEmpty()).isEmpty())
                .distinct()
                .toList();
    }

    /** A text in which {@code ${NAME}} stands for a variable, with the values of those that have one. */
    public static String expand(String text, Function<String, Optional<String>> variables) {
        return VARIABLE.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(variables
                        .apply(name.group(1))
                        .filter(value -> !value.isEmpty())
                        .orElse(name.group())));
    }

    /** The last part of an address, which is what its file is called by. */
    public static String behindLastSlash(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** Reads a file and those that it names. One that is not there is another's problem. */
    public void read(Path file) {
        contents.apply(file).ifPresentOrElse(bytes -> read(new Visit(file, false), bytes, List.of()), () -> note(file));
    }

    /** Takes note of a file in another form, whose lines are not read here. */
    public void note(Path file) {
        note(file, contents.apply(file));
    }

    /** What was read, and what is wrong with it: {@code PYF-020}, {@code PYF-029} and {@code PYF-033}. */
    public ReadRequirements result() {
        return new ReadRequirements(List.copyOf(files.values()), lines, problems);
    }

    private void note(Path file, Optional<byte[]> bytes) {
        files.putIfAbsent(file.toString(), new ReadFile(nameOf(file), bytes.map(RequirementsReader::sum)));
    }

    /** @param open the files that are being read, each of which names the next */
    private void read(Visit visit, byte[] bytes, List<Path> open) {
        if (!visits.add(visit)) {
            return;
        }
        note(visit.file(), Optional.of(bytes));
        List<Path> path = new ArrayList<>(open);
        path.add(visit.file());
        RequirementsText.decode(bytes)
                .ifPresentOrElse(
                        text -> text.lines().forEach(line -> take(line, visit, path)),
                        () -> problems.add(undecodable(visit.file())));
    }

    private void take(RequirementsText.Line line, Visit visit, List<Path> open) {
        Matcher options = OPTIONS.matcher(line.text());
        int end = options.find() ? options.start() : line.text().length();
        Place place = new Place(Optional.of(visit.file()), line.number());
        String text = line.text().substring(0, end).strip();
        List<RequirementOption> given = RequirementOption.parse(line.text().substring(end));
        Optional<RequirementOption> include =
                given.stream().filter(RequirementOption::isInclude).findFirst();
        boolean requires = !text.isEmpty()
                || given.stream().anyMatch(option -> option.name().equals("--editable"));
        include.filter(option -> !requires)
                .ifPresentOrElse(
                        option -> follow(option, place, open),
                        () -> lines.add(new RequirementLine(place, text, visit.constraint(), given)));
    }

    private void follow(RequirementOption include, Place place, List<Path> open) {
        String name = expand(include.value(), variables);
        if (REMOTE.matcher(name).matches()) {
            // As it is written: what is read here is part of a digest that anybody sees, and a value may be a token.
            files.putIfAbsent(include.value(), new ReadFile(behindLastSlash(include.value()), Optional.empty()));
            lines.add(new RequirementLine(place, "", include.name().equals("--constraint"), List.of(include)));
            return;
        }
        Optional<Path> file = locate(name, open.get(open.size() - 1));
        Optional<byte[]> bytes = file.flatMap(contents);
        if (bytes.isEmpty()) {
            problems.add(missing(name, place, file));
        } else if (open.contains(file.get())) {
            problems.add(circle(file.get(), place));
        } else {
            read(new Visit(file.get(), include.name().equals("--constraint")), bytes.get(), open);
        }
    }

    /** Names are relative to the file that they stand in. */
    private Optional<Path> locate(String name, Path beside) {
        try {
            Path path = LOCAL.matcher(name).matches() ? Path.of(URI.create(name)) : next(beside, name);
            return Optional.of(path.normalize());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Path next(Path beside, String name) {
        return Slashes.resolve(
                beside.resolveSibling(""), name, path -> contents.apply(path).isPresent());
    }

    /** The sum of a text without its line ends' differences, which version control systems make. */
    private static Sha256 sum(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return Sha256.of(text.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Problem missing(String name, Place place, Optional<Path> file) {
        Problem problem = Problem.declaration(
                "PYF-020",
                "the file `%s` that `%s` names in line %s is not there".formatted(name, place.name(), place.line()));
        return file.map(path -> problem.why("looked for `%s`".formatted(path)))
                .orElse(problem)
                .remedy("create it, or correct line %s of `%s`".formatted(place.line(), place.path()));
    }

    private static Problem circle(Path file, Place place) {
        return Problem.declaration("PYF-029", "the requirements file `%s` leads back to itself".formatted(nameOf(file)))
                .why("`%s` names it in line %s".formatted(place.path(), place.line()))
                .remedy("take that line out: what the file requires is required already");
    }

    private static Problem undecodable(Path file) {
        return Problem.declaration("PYF-033", "the encoding of `%s` is not read".formatted(nameOf(file)))
                .why("requirements files are UTF-8, or UTF-16 with a byte order mark; uv reads no other")
                .remedy("save `%s` as UTF-8, without a line that names another encoding".formatted(file));
    }
}
