package org.pyflinkimage.plan;

/** Says why a text is no JSON, and where that shows; never what stands there, which may be a secret that somebody led here. */
final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient JsonPlace place;

    MalformedJson(JsonPlace place, String reason) {
        super(reason);
        this.place = place;
    }

    JsonPlace place() {
        return place;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
