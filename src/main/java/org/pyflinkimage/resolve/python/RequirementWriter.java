package org.pyflinkimage.resolve.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Place;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.SpecifierSet;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.resolve.python.RequiredAddress.Kind;
import org.pyflinkimage.resolve.sources.SourceProject;
import org.pyflinkimage.spec.FileLikeName;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Writes requirements anew for uv, from what was read of them; what would have to be built, and what is unclear, is refused. */
final class RequirementWriter {

    private static final Pattern UNNAMED =
            Pattern.compile("(?<address>.+?)(?<extras>\\[[A-Za-z0-9._, \\t-]*])?(?<marker>(?<!\\s)\\s++;.+)?");
    private static final Pattern PLACED =
            Pattern.compile("(?i).*[/\\\\].*|\\..*|[a-z]+:.*|.*\\.(whl|zip|tgz|tar(\\.\\w+)?)");

    private final AddressVariables variables;
    private final Path folder;
    private final Predicate<RequiredAddress> expected;
    private final BiFunction<Path, SourceProject, String> wheels;
    private final Optional<MarkerEnvironment> markers;
    private final Set<Path> entered = new HashSet<>();
    private final Workspaces workspaces = new Workspaces();
    private final SourceOptions options;
    private final List<String> requirements = new ArrayList<>();
    private final List<String> constraints = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> unset = new ArrayList<>();

    /**
     * A writer.
     *
     * @param variables that addresses may have in them
     * @param folder what relative paths start from
     * @param wheels makes the wheel of a folder of sources, and tells its address
     * @param markers what is not required there needs no values
     */
    RequirementWriter(
            AddressVariables variables,
            Path folder,
            BiFunction<Path, SourceProject, String> wheels,
            MarkerEnvironment markers) {
        this(variables, folder, wheels, address -> false, Optional.of(markers));
    }

    /** A writer that makes nothing, and judges what it is given. */
    static RequirementWriter judging(
            Function<String, Optional<String>> variables, Path folder, Predicate<RequiredAddress> expected) {
        return new RequirementWriter(
                new AddressVariables(variables),
                folder,
                (place, project) -> FolderWheels.addressOf(place).toString(),
                expected,
                Optional.empty());
    }

    /**
     * A writer.
     *
     * @param expected tells files that need not be there yet
     * @param markers empty where nobody is told of values
     */
    private RequirementWriter(
            AddressVariables variables,
            Path folder,
            BiFunction<Path, SourceProject, String> wheels,
            Predicate<RequiredAddress> expected,
            Optional<MarkerEnvironment> markers) {
        this.wheels = wheels;
        this.variables = variables;
        this.folder = folder;
        this.expected = expected;
        this.markers = markers;
        this.options = new SourceOptions(variables, folder);
    }

    /** Adds a line. */
    void add(RequirementLine line) {
        line.options().forEach(option -> options.take(option, line.place()));
        line.values("--editable").forEach(value -> editable(value, line.place()).ifPresent(requirements::add));
        if (!line.text().isEmpty()) {
            render(line).ifPresent((line.constraint() ? constraints : requirements)::add);
        }
    }

    /** The line as uv is given it; empty where it is refused. */
    Optional<String> render(RequirementLine line) {
        Optional<Requirement> named = line.requirement().filter(it -> !isPlace(it.writtenName()));
        if (named.filter(RequirementWriter::isFile).isPresent()) {
            problems.add(RefusedRequirement.file(line, named.get().writtenName()));
            return Optional.empty();
        }
        Optional<String> rendered = named.isEmpty()
                ? unnamed(line)
                : named.get().address().isEmpty() ? Optional.of(named.get().toLine()) : addressed(named.get(), line);
        if (rendered.isPresent() && !isOneLine(rendered.get())) {
            problems.add(RefusedRequirement.malformed(line));
            return Optional.empty();
        }
        return rendered;
    }

    /** An address with the values of its variables. */
    String expanded(String address) {
        return variables.expand(address);
    }

    /** Takes note of an address beside the lines, where it lacks the values of variables. */
    void requireValues(String address, Place place) {
        lacksValues(address, address, place, Optional.empty());
    }

    /** What is wrong with a declaration beside its lines. */
    void refuse(List<Problem> more) {
        problems.addAll(more);
    }

    /** All that is refused: {@code PYF-488} and {@code PYF-494}. */
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(options.problems());
        return all;
    }

    /** What has no effect. */
    List<Problem> warnings() {
        return options.warnings();
    }

    /**
     * All that was added.
     *
     * @throws PyFlinkException {@code PYF-488} and {@code PYF-494} with all that is refused, {@code PYF-467} with all that lacks the
     *     values of variables
     */
    UvInput result() {
        List<Problem> all = problems();
        // Who is told not to put a variable in is not told to set it.
        if (all.stream().noneMatch(problem -> problem.code().equals("PYF-474"))) {
            all.addAll(unset);
            all.addAll(options.unset());
        }
        PyFlinkException.throwIfAny(all);
        return new UvInput(options.sources(), requirements, constraints, options.prereleases());
    }

    /** The address or the path that a line names, as it is written there. */
    static Optional<String> addressIn(RequirementLine line) {
        Optional<Requirement> named = line.requirement().filter(it -> !isPlace(it.writtenName()));
        Matcher parts = UNNAMED.matcher(line.text());
        return named.isPresent()
                ? named.get().address()
                : Optional.of(parts)
                        .filter(Matcher::matches)
                        .map(it -> it.group("address"))
                        .filter(RequirementWriter::isPlace);
    }

    /** Whether a text stays in its line, and what it is there: no end of a line, nothing that goes on in the next. */
    static boolean isOneLine(String text) {
        return !text.endsWith("\\")
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
    }

    /** A forgotten {@code -r}: a package that is called like a file is told by its version. */
    private static boolean isFile(Requirement requirement) {
        return requirement.address().isEmpty()
                && requirement.specifiers().equals(SpecifierSet.ANY)
                && new FileLikeName(requirement.writtenName()).mayBeFile();
    }

    private static boolean isPlace(String name) {
        return PLACED.matcher(name).matches();
    }

    private Optional<String> addressed(Requirement requirement, RequirementLine line) {
        String text = requirement.address().orElseThrow();
        if (lacksValues(text, line.text(), line.place(), requirement.marker())) {
            return Optional.empty();
        }
        RequiredAddress address = address(text);
        return wheel(address, requirement.writtenName(), line)
                .map(found -> new Requirement(
                                requirement.writtenName(),
                                requirement.extras(),
                                requirement.specifiers(),
                                Optional.of(found),
                                requirement.marker())
                        .toLine());
    }

    /** An address or a path alone. */
    private Optional<String> unnamed(RequirementLine line) {
        Matcher parts = UNNAMED.matcher(line.text());
        if (!parts.matches() || !isPlace(parts.group("address"))) {
            problems.add(RefusedRequirement.malformed(line));
            return Optional.empty();
        }
        Optional<Marker> marker = Optional.ofNullable(parts.group("marker"))
                .flatMap(text -> Marker.parse(text.strip().substring(1)));
        return lacksValues(parts.group("address"), line.text(), line.place(), marker)
                ? Optional.empty()
                : unnamed(parts, line);
    }

    /**
     * Whoever judges before anything is asked for lets it be: the variable may be set where that is. What is refused with any value needs
     * none, nor does what is not required.
     */
    private boolean lacksValues(String address, String written, Place place, Optional<Marker> marker) {
        List<String> names = variables.unset(address);
        boolean lacks = !names.isEmpty() && address(address).kind() != Kind.REPOSITORY;
        boolean isRequired = marker.isEmpty()
                || markers.filter(environment -> !marker.get().evaluate(environment))
                        .isEmpty();
        if (lacks && isRequired) {
            unset.add(RefusedRequirement.unset(written, names, place));
        }
        return lacks;
    }

    private Optional<String> unnamed(Matcher parts, RequirementLine line) {
        RequiredAddress address = address(parts.group("address"));
        String extras = parts.group("extras") == null ? "" : parts.group("extras");
        String marker = parts.group("marker") == null ? "" : parts.group("marker");
        return wheel(address, "", line).flatMap(found -> {
            String name = nameOf(address) + extras;
            Optional<Requirement> whole = Requirement.parse(name + " @ " + found + marker);
            if (whole.isEmpty()) {
                problems.add(RefusedRequirement.malformed(line));
            }
            return whole.map(Requirement::toLine);
        });
    }

    /** What is installed to be edited is a folder; an image has it as it is now. */
    private Optional<String> editable(String value, Place place) {
        if (lacksValues(value, "--editable " + value, place, Optional.empty())) {
            return Optional.empty();
        }
        RequirementLine line = new RequirementLine(place, value, false, List.of());
        Matcher parts = UNNAMED.matcher(value);
        if (parts.matches() && address(parts.group("address")).kind() == Kind.FOLDER) {
            return unnamed(parts, line).filter(RequirementWriter::isOneLine);
        }
        boolean repository = address(value).kind() == Kind.REPOSITORY;
        problems.add(RefusedRequirement.build(value, repository ? Kind.REPOSITORY : Kind.FOLDER, place));
        return Optional.empty();
    }

    private static String nameOf(RequiredAddress address) {
        return address.localFolder()
                .flatMap(folder -> SourceProject.read(folder).project())
                .map(SourceProject::name)
                .or(() -> address.wheel().map(WheelName::name))
                .orElseThrow()
                .value();
    }

    private RequiredAddress address(String text) {
        return new RequiredAddress(variables.expand(text), folder);
    }

    private Optional<String> wheel(RequiredAddress address, String name, RequirementLine line) {
        Kind kind = address.kind();
        if (kind == Kind.WHEEL || (kind == Kind.ABSENT && expected.test(address))) {
            return Optional.of(address.absolute());
        }
        if (kind == Kind.FOLDER) {
            return folder(address.localFolder().orElseThrow(), name, line);
        }
        problems.add(
                kind == Kind.ABSENT
                        ? RefusedRequirement.absent(name, address, line.place())
                        : RefusedRequirement.build(line.text(), kind, line.place()));
        return Optional.empty();
    }

    /** The wheel of a folder, and limits that lead to the wheels of what it takes from beside it. */
    private Optional<String> folder(Path folder, String name, RequirementLine line) {
        SourceProject.Reading reading = SourceProject.read(folder);
        Optional<SourceProject> project = reading.project();
        if (project.isEmpty()) {
            problems.add(RefusedRequirement.folder(line.text(), reading.reason(), line.place()));
            return Optional.empty();
        }
        if (!name.isEmpty() && !NormalizedName.of(name).equals(project.get().name())) {
            problems.add(
                    RefusedRequirement.otherFolder(line.text(), project.get().name(), line.place()));
            return Optional.empty();
        }
        if (entered.add(folder)) {
            FolderSources sources = FolderSources.of(folder, project.get(), workspaces);
            sources.missing()
                    .forEach(reason -> problems.add(RefusedRequirement.folder(line.text(), reason, line.place())));
            sources.placed().forEach(placed -> {
                String text = placed.name() + " @ " + placed.address().text();
                RequirementLine beside = new RequirementLine(new Place(Optional.of(folder), 0), text, true, List.of());
                wheel(placed.address(), placed.name().value(), beside)
                        .map(found -> placed.name() + " @ " + found)
                        .ifPresent(constraints::add);
            });
        }
        return Optional.of(wheels.apply(folder, project.get()));
    }
}
