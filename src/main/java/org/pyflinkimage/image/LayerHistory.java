package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.value.Sha256;

/** What an image's history says of its layers: the command that made each. */
final class LayerHistory {

    private static final int LONGEST = 60;

    private LayerHistory() {}

    /**
     * The layers' contents, for people.
     *
     * @param diffIds the layers' sums
     * @param history the entries of an image's configuration, of which some made no layer
     */
    static List<String> titles(List<Sha256> diffIds, JsonNode history) {
        List<String> commands = new ArrayList<>();
        for (JsonNode entry : history) {
            if (!entry.path("empty_layer").asBoolean()) {
                commands.add(shorten(entry.path("created_by").asText()));
            }
        }
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

    private static String shorten(String command) {
        String bare = command.replaceAll("--mount=\\S+|#\\(nop\\)|/bin/sh -c|/bin/bash -o pipefail -c|\\|\\d+ ", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return bare.length() > LONGEST ? bare.substring(0, LONGEST) + " ..." : bare;
    }
}
