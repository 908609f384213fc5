package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;

/**
 * What the user's variables say of where packages lie, as settings in a file for uv. uv puts variables into the addresses that packages
 * require others by, whoever wrote those: no login may be in a variable of its, by whatever name.
 */
public final class IndexVariables {

    /** With a colon behind it a name would have a password, an empty one. */
    private static final Pattern NO_PASSWORD = Pattern.compile("(?<=://)([^/@:]*):@");

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
        environment
                .variable("UV_DEFAULT_INDEX", "UV_INDEX_URL")
                .ifPresent(word -> addIndex(indexes, word).put("default", true));
        Stream.of("UV_INDEX", "UV_EXTRA_INDEX_URL")
                .flatMap(name -> words(name, "\\s+"))
                .forEach(word -> addIndex(indexes, word));
        settings.path("index").forEach(indexes::add);
        if (!indexes.isEmpty()) {
            settings.set("index", withLogins(indexes));
        }
        List<String> links = words("UV_FIND_LINKS", ",").map(this::placed).toList();
        if (!links.isEmpty()) {
            ArrayNode all = settings.arrayNode();
            links.forEach(all::add);
            settings.path("find-links").forEach(all::add);
            settings.set("find-links", all);
        }
    }

    /** Indexes as in {@code [[tool.uv.index]]}, with the logins that variables have for their names in their addresses. */
    public JsonNode withLogins(JsonNode indexes) {
        JsonNode all = indexes.deepCopy();
        for (JsonNode index : all) {
            String name = index.path("name").asText();
            if (index instanceof ObjectNode own && own.has("url") && !name.isEmpty()) {
                String address = reader.withLogin(name, own.path("url").asText());
                own.put("url", NO_PASSWORD.matcher(address).replaceFirst("$1@"));
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

    private Stream<String> words(String variable, String separator) {
        return environment.variable(variable).stream()
                .flatMap(text -> Stream.of(text.split(separator)))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }

    /** A path in a file for uv would start from that file. */
    private String placed(String word) {
        if (word.contains("://")) {
            return word;
        }
        try {
            return folder.resolve(word).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return word;
        }
    }
}
