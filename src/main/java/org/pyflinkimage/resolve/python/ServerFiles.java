package org.pyflinkimage.resolve.python;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.python.Place;
import org.pyflinkimage.python.ReadRequirements;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementOption;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.ClearText;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Files of requirements that lie on a server and are named by {@code -r} or {@code -c}: read here, not by uv. Their addresses may have
 * variables that are set ({@code PYF-467}), and nothing in them: whoever writes them could ask for the value of any, at a host of his
 * own. Nor do they name what lies on this machine's disk.
 */
record ServerFiles(Transport transport, AddressVariables variables) {

    /** Stands for its name while one is read: that may be none that this machine's file system has, as `a:b.txt` on Windows. */
    private static final Path READ_AS = Path.of("file-of-requirements-on-a-server");

    private static final String NO_ADDRESS =
            "it is no address: what no address has stands in one by its number, as `%20` for a blank and `%5B` for `[`";

    /** In bytes; one with all sums of eight hundred packages has as many. */
    private static final long FILE_AT_MOST = 4 << 20;

    /**
     * The requirements with the lines of such files in the place of the lines that name them.
     *
     * @throws PyFlinkException {@code PYF-488} where there is no such file, or one names a place that is neither on the web nor on
     *     disk, {@code PYF-474} where one names a variable, {@code PYF-465} where one names what lies on this machine's disk, and as the
     *     transport does
     */
    PythonRequirements read(PythonRequirements requirements) {
        ReadRequirements read = requirements.read();
        List<RequirementLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (RequirementLine line : read.lines()) {
            include(line)
                    .ifPresentOrElse(option -> lines.addAll(linesOf(option, line, problems)), () -> lines.add(line));
        }
        PyFlinkException.throwIfAny(problems);
        return requirements.withRead(new ReadRequirements(read.files(), lines, read.problems()));
    }

    private List<RequirementLine> linesOf(RequirementOption include, RequirementLine line, List<Problem> problems) {
        List<String> unset = variables.unset(include.value());
        Optional<URI> address = address(variables.expand(include.value()));
        if (!unset.isEmpty() || address.isEmpty()) {
            problems.add(
                    unset.isEmpty()
                            ? RefusedRequirement.malformed(include, line.place())
                                    .why(NO_ADDRESS)
                            : RefusedRequirement.unset(include, unset, line.place()));
            return List.of();
        }
        String shown = RefusedRequirement.printable(include.value());
        Optional<byte[]> content = transport.read(address.get(), shown, FILE_AT_MOST);
        if (content.isEmpty() || isDocument(content.get())) {
            problems.add(
                    content.isEmpty()
                            ? RefusedRequirement.malformed(include, line.place())
                                    .why("the server has no such file")
                            : RefusedRequirement.document(include, line.place()));
            return List.of();
        }
        String name = nameIn(include.value());
        RequirementsReader reader = new RequirementsReader(
                path -> path.equals(READ_AS) ? content : Optional.empty(), none -> Optional.empty());
        reader.read(READ_AS);
        reader.result()
                .problems()
                .forEach(problem -> problems.add(problem.withTexts(text -> text.replace(READ_AS.toString(), name))));
        List<RequirementLine> lines = reader.result().lines().stream()
                .map(found -> new RequirementLine(
                        found.place().onServer(name),
                        found.text(),
                        found.constraint() || line.constraint(),
                        found.options()))
                .toList();
        for (RequirementLine found : lines) {
            List<Problem> variables = variablesIn(found);
            problems.addAll(variables.isEmpty() ? offTheWeb(found) : variables);
        }
        return lines;
    }

    /** No line of requirements begins as HTML, XML and JSON do; what is before that is a mark of the encoding, or blank. */
    private static boolean isDocument(byte[] content) {
        for (byte first : content) {
            if (first > ' ') {
                return first == '<' || first == '{';
            }
        }
        return false;
    }

    /** As it is written: the value of a variable is told nobody. */
    private static String nameIn(String address) {
        return RequirementsReader.behindLastSlash(RefusedRequirement.printable(address.replaceFirst("(?s)[?#].*", "")));
    }

    /** What anybody on the way to a server may change: {@code PYF-469}. */
    List<Problem> warnings(PythonRequirements requirements) {
        return requirements.read().lines().stream()
                .flatMap(line -> include(line)
                        .filter(option -> isReadable(variables.expand(option.value())))
                        .map(option -> RefusedRequirement.inClearText(option, line.place()))
                        .stream())
                .toList();
    }

    private static boolean isReadable(String address) {
        return address(address).filter(ClearText::isReadByOthers).isPresent();
    }

    private static Optional<RequirementOption> include(RequirementLine line) {
        return line.options().stream()
                .filter(option -> line.text().isEmpty() && option.isInclude())
                .findFirst();
    }

    private static List<Problem> variablesIn(RequirementLine line) {
        Stream<Problem> ofText = Stream.of(line.text())
                .filter(RequirementsReader::hasVariable)
                .map(text -> RefusedRequirement.variable(text, line.place()));
        Stream<Problem> ofOptions = line.options().stream()
                .filter(option -> RequirementsReader.hasVariable(option.value()))
                .map(option -> RefusedRequirement.variable(option, line.place()));
        return Stream.concat(ofText, ofOptions).toList();
    }

    /** Whoever writes a file on a server does not choose among the files of this machine. */
    private static List<Problem> offTheWeb(RequirementLine line) {
        Stream<Problem> places = line.options().stream()
                .filter(option -> RequiredPlaces.isPlace(option) && !RequiredAddress.isOnWeb(option.value()))
                .map(option -> placeOffTheWeb(option, line.place()));
        Stream<String> editable =
                line.values("--editable").stream().filter(ServerFiles::isOnDisk).map(text -> "--editable " + text);
        Stream<String> required =
                RequirementWriter.addressIn(line).filter(ServerFiles::isOnDisk).map(text -> line.text()).stream();
        Stream<Problem> others =
                Stream.concat(editable, required).map(text -> RefusedRequirement.onDisk(text, line.place()));
        return Stream.concat(places, others).toList();
    }

    private static Problem placeOffTheWeb(RequirementOption option, Place place) {
        return RequiredAddress.isElsewhere(option.value())
                ? RefusedRequirement.malformed(option, place)
                        .why("packages are looked for at http and https addresses alone")
                : RefusedRequirement.onDisk(option.name() + " " + option.value(), place);
    }

    private static boolean isOnDisk(String text) {
        return new RequiredAddress(text, READ_AS).isOnDisk();
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
