package org.pyflinkimage.resolve.python;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * The variables of this machine that stand in addresses of the user's requirements, as a way to keep tokens out of files. Whose values were
 * put in is remembered, so that they are neither locked nor told.
 */
final class AddressVariables {

    /** What is shorter is a name, a version or a port: no server gives out such tokens. */
    private static final int SHORTEST = 8;

    /** As GitLab numbers projects and Amazon its accounts. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://(?:[^/?#\\s]*@)?(?<host>[^/?#\\s]*).*");
    private static final Pattern USER = Pattern.compile("(?<=://)[^/@:\\s]*(?=:[^/@\\s]+@)");

    private final Function<String, Optional<String>> variables;
    private final Path folder;
    private final Map<String, String> secrets = new LinkedHashMap<>();

    /** @param variables of the environment */
    AddressVariables(Function<String, Optional<String>> variables) {
        this(variables, Path.of(""));
    }

    /**
     * Variables of a machine.
     *
     * @param variables of the environment
     * @param folder that is worked in: what its path has is no secret there, as a CI has its owner's name in both
     */
    AddressVariables(Function<String, Optional<String>> variables, Path folder) {
        this.variables = variables;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** A text in which {@code ${NAME}} stands for a variable, with the values of those that have one. */
    String expand(String text) {
        String expanded = RequirementsReader.expand(text, variables);
        Matcher address = ADDRESS.matcher(expanded);
        if (!expanded.equals(text) && address.matches()) {
            // Whose login it is may be known, and often stands in the path, too.
            RequirementsReader.expand(
                    USER.matcher(text).replaceFirst(""), name -> remembered(name, address.group("host")));
        }
        return expanded;
    }

    /** The names of a text's variables that are not set. */
    List<String> unset(String text) {
        return RequirementsReader.withoutValue(text, variables);
    }

    private Optional<String> remembered(String name, String host) {
        Optional<String> value = variables.apply(name);
        value.filter(text -> text.length() >= SHORTEST
                        && !text.contains("://")
                        && !NUMBER.matcher(text).matches()
                        && !host.contains(text))
                .ifPresent(text -> secrets.put(name, text));
        return value;
    }

    /**
     * The variable whose value would be locked with a file's address: in its path or its query. What stands in the file's own name is
     * its version, or its name.
     */
    Optional<String> lockedWith(DistributionFile file) {
        Matcher address = ADDRESS.matcher(file.address().toString());
        if (!address.matches()) {
            return Optional.empty();
        }
        String rest = file.address().toString().substring(address.end("host"));
        return secrets.entrySet().stream()
                .filter(secret -> !file.fileName().contains(secret.getValue()))
                .filter(secret -> rest.contains(secret.getValue())
                        || RequiredAddress.decoded(rest).contains(RequiredAddress.decoded(secret.getValue())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The problems without the values that were put in. A file that is damaged, and whoever ends the work, are known by their exceptions,
     * so that these stay.
     */
    PyFlinkException masked(PyFlinkException failure) {
        List<Problem> masked = failure.problems().stream().map(this::masked).toList();
        if (failure instanceof DamagedFile || failure.isInterruption() || masked.equals(failure.problems())) {
            return failure;
        }
        PyFlinkException told = new PyFlinkException(masked);
        told.initCause(new MaskedCause(failure, this::masked));
        DamagedFile.in(failure).forEach(told::addSuppressed);
        return told;
    }

    /** A problem without them. */
    Problem masked(Problem problem) {
        return problem.withTexts(this::masked);
    }

    /** A text without them. */
    String masked(String text) {
        String masked = text;
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            String name = "${" + secret.getKey() + "}";
            masked = replaced(masked, secret.getValue(), name);
            masked = replaced(masked, URLEncoder.encode(secret.getValue(), StandardCharsets.UTF_8), name);
        }
        return masked;
    }

    /** A text with another one in the place of a value, but for those in paths that begin as that of the folder does. */
    private String replaced(String text, String value, String other) {
        Optional<String> shown = Stream.iterate(folder, Objects::nonNull, Path::getParent)
                .map(Path::toString)
                .filter(path -> path.contains(value))
                .reduce((longer, shorter) -> shorter);
        return shown.isEmpty()
                ? text.replace(value, other)
                : Pattern.compile("(?<![\\w./:%%\\\\-])%s(?![\\w.%%-])|%s"
                                .formatted(Pattern.quote(shown.get()), Pattern.quote(value)))
                        .matcher(text)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(found.group().equals(value) ? other : found.group()));
    }
}
