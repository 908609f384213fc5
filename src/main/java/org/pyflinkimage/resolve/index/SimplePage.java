package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of one project in a package index: HTML (PEP 503) or JSON (PEP 691). */
public final class SimplePage {

    private static final Pattern LINK =
            Pattern.compile("<a\\s[^<>]*?href\\s*=\\s*[\"']([^\"']+)[\"']", Pattern.CASE_INSENSITIVE);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final String text;

    public SimplePage(URI address, byte[] body) {
        this.address = address;
        this.text = new String(body, StandardCharsets.UTF_8);
    }

    /** The address of a project's page in an index. */
    public static URI addressIn(URI index, String project) {
        String base = index.toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + project + "/");
    }

    /** Where a file of the project lies. */
    public Optional<URI> file(String fileName) {
        return text.stripLeading().startsWith("{") ? fileInJson(fileName) : fileInHtml(fileName);
    }

    private Optional<URI> fileInHtml(String fileName) {
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            String target = link.group(1).replace("&amp;", "&").replaceFirst("#.*", "");
            String path = target.replaceFirst("\\?.*", "");
            if (path.equals(fileName) || path.endsWith("/" + fileName)) {
                return resolved(target);
            }
        }
        return Optional.empty();
    }

    /** Empty for what is no address. */
    private Optional<URI> resolved(String target) {
        try {
            return Optional.of(address.resolve(target));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<URI> fileInJson(String fileName) {
        try {
            for (JsonNode file : JSON.readTree(text).path("files")) {
                if (file.path("filename").asText().equals(fileName)) {
                    return resolved(file.path("url").asText());
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
