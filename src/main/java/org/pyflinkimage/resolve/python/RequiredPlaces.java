package org.pyflinkimage.resolve.python;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.NamedPlaces;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementOption;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.resolve.index.LinePath;
import org.pyflinkimage.resolve.sources.SourceProject;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * The places that requirements name, whatever form they are in: folders and pages that they are looked for in, and wheels by address or
 * path.
 */
public final class RequiredPlaces {

    private static final Set<String> OPTIONS = Set.of("--find-links", "--index-url", "--extra-index-url");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?|file)://\\S+");

    private final Function<String, Optional<String>> variables;
    private final Path base;
    private final List<URI> places = new ArrayList<>();
    private final Set<Path> entered = new HashSet<>();
    private final Workspaces workspaces = new Workspaces();

    private RequiredPlaces(Function<String, Optional<String>> variables, Path base) {
        this.variables = variables;
        this.base = base;
    }

    /**
     * All that these requirements name; what is neither address nor path is passed over.
     *
     * @param cells that they are asked for in
     * @param environment whose variables they may have in them
     * @param transport reads what of them lies on servers
     */
    public static List<URI> of(
            PythonRequirements requirements,
            Collection<Combination> cells,
            Environment environment,
            Transport transport) {
        RequiredPlaces found = new RequiredPlaces(environment::variable, requirements.base());
        lines(whole(requirements, environment, transport), cells, environment)
                .distinct()
                .forEach(found::take);
        LockedIndexes.of(requirements, cells, environment).forEach(index -> found.add(() -> index));
        return List.copyOf(found.places);
    }

    /**
     * The addresses that the user has written into files of his own, in whatever form these are: of places to look in, of files of
     * requirements, and of what is required. What files on servers say is none of that.
     *
     * @param cells that they are asked for in
     */
    public static List<URI> written(
            PythonRequirements requirements, Collection<Combination> cells, Environment environment) {
        return addresses(
                requirements,
                cells,
                environment,
                line -> Stream.concat(
                        values(line, option -> isPlace(option) || option.isInclude()),
                        RequirementWriter.addressIn(line).stream()));
    }

    /** Those of them that are places to look in: who has a file on a server may not say where else to look there. */
    public static List<URI> lookedIn(
            PythonRequirements requirements, Collection<Combination> cells, Environment environment) {
        return addresses(requirements, cells, environment, line -> values(line, RequiredPlaces::isPlace));
    }

    /** Whether an option says where to look. */
    static boolean isPlace(RequirementOption option) {
        return OPTIONS.contains(option.name());
    }

    private static Stream<String> values(RequirementLine line, Predicate<RequirementOption> wanted) {
        return line.options().stream().filter(wanted).map(RequirementOption::value);
    }

    private static List<URI> addresses(
            PythonRequirements requirements,
            Collection<Combination> cells,
            Environment environment,
            Function<RequirementLine, Stream<String>> texts) {
        RequiredPlaces found = new RequiredPlaces(environment::variable, requirements.base());
        lines(requirements, cells, environment)
                .distinct()
                .forEach(line -> texts.apply(line)
                        .map(text -> RequirementsReader.expand(withoutExtras(text), found.variables))
                        .filter(text -> ADDRESS.matcher(text).matches())
                        .forEach(text -> found.add(() -> URI.create(text))));
        return List.copyOf(found.places);
    }

    /** Requirements with what files on servers say of them, as far as those can be read. */
    public static PythonRequirements whole(
            PythonRequirements requirements, Environment environment, Transport transport) {
        try {
            return read(requirements, new AddressVariables(environment::variable, requirements.base()), transport);
        } catch (PyFlinkException e) {
            requireGoing(e);
            return requirements; // What has not been read names nothing; nobody resolves here.
        }
    }

    /** The same, where one that cannot be read is told, without the values of variables. */
    private static PythonRequirements read(
            PythonRequirements requirements, AddressVariables variables, Transport transport) {
        try {
            return new ServerFiles(transport, variables).read(requirements);
        } catch (PyFlinkException e) {
            throw variables.masked(e);
        }
    }

    /**
     * What takes the values of variables that stand in the addresses of requirements out of a text, such as another program's.
     *
     * @param cells that they are asked for in
     */
    public static UnaryOperator<String> masking(
            PythonRequirements requirements, Collection<Combination> cells, Environment environment) {
        AddressVariables variables = new AddressVariables(environment::variable, requirements.base());
        Stream<String> inLines = lines(requirements, cells, environment)
                .flatMap(line ->
                        Stream.concat(values(line, option -> true), RequirementWriter.addressIn(line).stream()));
        Stream.concat(inLines, inForms(requirements, cells, environment, StructuredFile::addressesWithVariables))
                .forEach(variables::expand);
        return variables::masked;
    }

    /**
     * {@code PYF-467} for each place that requirements name and that lacks the value of a variable, so that nobody hears of it, and for
     * each file on a server: it may name places.
     *
     * @param cells that they are asked for in
     */
    public static List<Problem> unset(
            PythonRequirements requirements, Collection<Combination> cells, Environment environment) {
        AddressVariables variables = new AddressVariables(environment::variable, requirements.base());
        Stream<Problem> inLines = requirements.lines().stream()
                .flatMap(line -> line.options().stream()
                        .filter(option -> (isPlace(option) || option.isInclude())
                                && !variables.unset(option.value()).isEmpty())
                        .map(option ->
                                RefusedRequirement.unset(option, variables.unset(option.value()), line.place())));
        Stream<Problem> inFiles = inForms(
                requirements,
                cells,
                environment,
                (file, markers) -> file.addressesWithVariables(markers)
                        .filter(address -> !variables.unset(address).isEmpty())
                        .map(address -> RefusedRequirement.unset(address, variables.unset(address), file.place())));
        return Stream.concat(inLines, inFiles).distinct().toList();
    }

    /** Whether a file on a server lacks the value of a variable, so that nobody knows which places it names. */
    public static boolean lacksFile(PythonRequirements requirements, Environment environment) {
        return requirements.lines().stream()
                .flatMap(line -> values(line, RequirementOption::isInclude))
                .anyMatch(name -> !RequirementsReader.withoutValue(name, environment::variable)
                        .isEmpty());
    }

    /**
     * The same as {@link #whole} for a container in which packages are built: whoever answers for such a server may change what the
     * file says after everything was locked.
     *
     * @param known what the user, this machine or the lock file names
     * @throws PyFlinkException {@code PYF-465} with all other places that such files name
     */
    public static PythonRequirements readForBuilds(
            PythonRequirements requirements, Environment environment, Transport transport, NamedPlaces known) {
        AddressVariables variables = new AddressVariables(environment::variable, requirements.base());
        PythonRequirements read = read(requirements, variables, transport);
        PyFlinkException.throwIfAny(read.lines().stream()
                .filter(line -> line.place().served().isPresent())
                .flatMap(line -> line.options().stream()
                        .filter(option -> isPlace(option) && !isKnown(option.value(), known))
                        .map(option -> variables.masked(RefusedRequirement.placeOfOthers(option, line.place()))))
                .toList());
        return read;
    }

    private static boolean isKnown(String place, NamedPlaces known) {
        try {
            return ADDRESS.matcher(place).matches() && known.have(URI.create(place));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Stream<RequirementLine> lines(
            PythonRequirements requirements, Collection<Combination> cells, Environment environment) {
        return Stream.concat(
                requirements.lines().stream(),
                inForms(requirements, cells, environment, (file, cell) -> file.lines(cell).stream()));
    }

    /** A part of what files in forms of their own have for some cells; none of any where one of them cannot be read. */
    static <T> Stream<T> inForms(
            PythonRequirements requirements,
            Collection<Combination> cells,
            Environment environment,
            BiFunction<StructuredFile, MarkerEnvironment, Stream<T>> part) {
        List<StructuredFile> files = structured(requirements, environment);
        return cells.stream()
                .flatMap(RequiredPlaces::environments)
                .flatMap(cell -> files.stream().flatMap(file -> part.apply(file, cell)));
    }

    private static List<StructuredFile> structured(PythonRequirements requirements, Environment environment) {
        try {
            return DeclaredRequirements.read(requirements, environment).structured();
        } catch (PyFlinkException e) {
            requireGoing(e);
            return List.of(); // Whoever resolves them says what is wrong with a file.
        }
    }

    /** Whoever ends the work is heard. */
    private static void requireGoing(PyFlinkException failure) {
        if (failure.isInterruption()) {
            throw failure;
        }
    }

    /** Which number a Python ends with is not known here: of the first and of one that comes after all. */
    private static Stream<MarkerEnvironment> environments(Combination cell) {
        return Stream.of(0, 99)
                .map(patch -> new PythonVersion(cell.python(), patch))
                .map(version -> MarkerEnvironment.of(version, cell.platform()));
    }

    private void take(RequirementLine line) {
        Path beside = LinePath.beside(line.place(), base);
        for (RequirementOption option : line.options()) {
            if (isPlace(option)) {
                String value = RequirementsReader.expand(option.value(), variables);
                add(() -> ADDRESS.matcher(value).matches()
                        ? URI.create(value)
                        : LinePath.found(value, beside, base).toUri());
            }
        }
        Stream.concat(RequirementWriter.addressIn(line).stream(), line.values("--editable").stream())
                .map(text -> new RequiredAddress(RequirementsReader.expand(withoutExtras(text), variables), base))
                .forEach(this::take);
    }

    /** Looked for from behind: a pattern would look from each bracket to the end. */
    private static String withoutExtras(String text) {
        int begin = text.endsWith("]") ? text.indexOf('[', text.lastIndexOf(']', text.length() - 2) + 1) : -1;
        return begin > 0 ? text.substring(0, begin) : text;
    }

    /** A wheel's place; of a folder of sources, those of what it takes from beside it, too. */
    private void take(RequiredAddress address) {
        Optional<Path> folder = address.localFolder();
        if (folder.isEmpty() && address.wheel().isPresent() && address.mayBeWheel()) {
            add(() -> URI.create(address.absolute()));
        } else if (folder.isPresent() && entered.add(folder.get())) {
            add(() -> folder.get().toUri());
            SourceProject.read(folder.get())
                    .project()
                    .ifPresent(project -> FolderSources.of(folder.get(), project, workspaces)
                            .placed()
                            .forEach(placed -> take(placed.address())));
        }
    }

    private void add(Supplier<URI> place) {
        try {
            places.add(place.get());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return; // Whoever resolves it says what is wrong with it, be it an address or a path.
        }
    }
}
