package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of one project in a package index: HTML (PEP 503) or JSON (PEP 691). */
public final class SimplePage {

    private static final Pattern LINK =
            Pattern.compile("<a\\s[^<>]*?href\\s*=\\s*[\"']([^\"']+)[\"']", Pattern.CASE_INSENSITIVE);

    /** The most that is read of one, in bytes: a project with ten thousand files has a third. */
    public static final long LARGEST = 32 << 20;

    private static final JsonFactory JSON = new JsonFactory();

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

    /** Read as far as that file: of all of it a tree of thirty times its size would be made. */
    private Optional<URI> fileInJson(String fileName) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isFiles = json.currentName().equals("files");
                if (json.nextToken() == JsonToken.START_ARRAY && isFiles) {
                    return fileIn(json, fileName).flatMap(this::resolved);
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The address of a file in a list. */
    private static Optional<String> fileIn(JsonParser json, String fileName) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String name = "";
            String url = "";
            if (json.currentToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    String value = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : "";
                    json.skipChildren();
                    name = field.equals("filename") ? value : name;
                    url = field.equals("url") ? value : url;
                }
            }
            if (name.equals(fileName)) {
                return Optional.of(url);
            }
            json.skipChildren();
        }
        return Optional.empty();
    }
}
