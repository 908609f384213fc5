package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Sha256;

/** What an image's history says of its layers: the command that made each. */
final class LayerHistory {

    private static final int LONGEST = 60;

    /** What changes no file. */
    private static final Pattern SETTING = Pattern.compile(
            "(ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\\b.*");

    private LayerHistory() {}

    /**
     * The layers' contents, for people.
     *
     * @param diffIds the layers' sums
     * @param history the entries of an image's configuration, of which some made no layer
     */
    static List<String> titles(List<Sha256> diffIds, JsonNode history) {
        List<String> commands = commands(history);
        List<String> titles = new ArrayList<>();
        for (int layer = 0; layer < diffIds.size(); layer++) {
            // Where the numbers differ nobody can say which command made which layer.
            String command = commands.size() == diffIds.size() ? commands.get(layer) : "";
            titles.add(command.isEmpty() ? "layer " + (layer + 1) : command);
        }
        return titles;
    }

    /** Sums in a list of texts. */
    static List<Sha256> sums(JsonNode texts) {
        List<Sha256> sums = new ArrayList<>();
        texts.forEach(text -> sums.add(Sha256.parse(text.asText())));
        return sums;
    }

    /** For each layer the commands since the one below: some builders make one layer of many, and give it to the last. */
    private static List<String> commands(JsonNode history) {
        List<String> commands = new ArrayList<>();
        List<String> together = new ArrayList<>();
        String last = "";
        for (JsonNode entry : history) {
            last = bare(entry.path("created_by").asText());
            if (!SETTING.matcher(last).matches()) {
                together.add(last);
            }
            if (!entry.path("empty_layer").asBoolean()) {
                commands.add(shorten(together.isEmpty() ? last : String.join("; ", together)));
                together.clear();
            }
        }
        return commands;
    }

    private static String bare(String command) {
        return command.replaceAll("--mount=\\S+|#\\(nop\\)|/bin/sh -c|/bin/bash -o pipefail -c|\\|\\d+ ", " ")
                .replaceAll("\\b(file|dir|multi):[0-9a-f]{64} in ", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String shorten(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
    }
}
