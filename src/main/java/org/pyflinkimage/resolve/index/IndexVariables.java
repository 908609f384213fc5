package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.FolderAddress;

/**
 * What the user's variables say of where packages lie, as settings in a file for uv. uv puts variables into the addresses that packages
 * require others by, whoever wrote those: no login may be in a variable of its, by whatever name.
 */
public final class IndexVariables {

    /** With a colon behind it a name would have a password, an empty one. */
    private static final Pattern NO_PASSWORD = Pattern.compile("(?<=://)([^/@:]*):@");

    /** Says that pip is to ask no index, and that uv is told of none. No variable of uv's: it has this in files alone. */
    static final String NO_INDEX = "UV_NO_INDEX_AS_PIP";

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_.-]+)=(.+)", Pattern.DOTALL);

    private final Environment environment;
    private final IndexAddress reader;
    private final Path folder;

    /** @param folder what relative paths in variables start from */
    public IndexVariables(Environment environment, Path folder) {
        this.environment = environment;
        this.reader = new IndexAddress(environment);
        this.folder = folder;
    }

    /**
     * Adds to settings what the variables say, before what is there already, as it counts for uv; each index that has a name gets the
     * login that variables have for it.
     */
    public void addTo(ObjectNode settings) {
        ArrayNode indexes = settings.arrayNode();
        main(environment).ifPresent(word -> addIndex(indexes, word).put("default", true));
        extra(environment).forEach(word -> addIndex(indexes, word));
        settings.path("index").forEach(indexes::add);
        if (!indexes.isEmpty()) {
            settings.set("index", withLogins(indexes));
        }
        List<String> links = Stream.concat(
                        words(environment, "UV_FIND_LINKS", ",").map(this::placed),
                        PipLinks.told(environment).found().stream())
                .toList();
        if (!links.isEmpty()) {
            ArrayNode all = settings.arrayNode();
            links.forEach(all::add);
            settings.path("find-links").forEach(all::add);
            settings.set("find-links", all);
        }
        if (environment.variable(NO_INDEX).isPresent()) {
            settings.put("no-index", true);
            settings.withObject("/pip").put("no-index", true);
        }
    }

    /** Indexes as in {@code [[tool.uv.index]]}, with the logins that variables have for their names in their addresses. */
    public JsonNode withLogins(JsonNode indexes) {
        return withAddresses(
                indexes,
                (name, address) -> name.isEmpty()
                        ? address
                        : NO_PASSWORD.matcher(reader.withLogin(name, address)).replaceFirst("$1@"));
    }

    /**
     * Indexes as in {@code [[tool.uv.index]]}, with other addresses.
     *
     * @param change makes one of an index's name, which may be empty, and its address
     */
    public static JsonNode withAddresses(JsonNode indexes, BinaryOperator<String> change) {
        JsonNode all = indexes.deepCopy();
        for (JsonNode index : all) {
            if (index instanceof ObjectNode own && own.has("url")) {
                own.put(
                        "url",
                        change.apply(own.path("name").asText(), own.path("url").asText()));
            }
        }
        return all;
    }

    private ObjectNode addIndex(ArrayNode indexes, String word) {
        Matcher named = NAMED.matcher(word);
        ObjectNode index = indexes.addObject();
        return named.matches()
                ? index.put("name", named.group(1)).put("url", placed(named.group(2)))
                : index.put("url", placed(word));
    }

    /** The usual index, as the variable has it. */
    static Optional<String> main(Environment environment) {
        return environment.variable("UV_DEFAULT_INDEX", "UV_INDEX_URL");
    }

    /** The further ones, in the order in which they are asked. */
    static Stream<String> extra(Environment environment) {
        return Stream.of("UV_INDEX", "UV_EXTRA_INDEX_URL").flatMap(name -> words(environment, name, "\\s+"));
    }

    private static Stream<String> words(Environment environment, String variable, String separator) {
        return environment.variable(variable).stream()
                .flatMap(text -> Stream.of(text.split(separator)))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }

    /** A path in a file for uv would start from that file. */
    private String placed(String word) {
        if (FolderAddress.isMeant(word)) {
            return word;
        }
        try {
            return folder.resolve(word).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return word;
        }
    }
}
