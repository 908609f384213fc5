package org.pyflinkimage.flink;

/**
 * A port that a process of Flink listens on in a container: Flink's own default, or one number where Flink would choose from a
 * range, because a client that deploys to Kubernetes takes a number only.
 */
public enum FlinkPort {
    /** The JobManager's, for TaskManagers. */
    RPC("jobmanager.rpc.port", 6123),
    /** The JobManager's, for clients and people. */
    WEB("rest.port", 8081),
    TASKMANAGER_RPC("taskmanager.rpc.port", 6122),
    BLOB("blob.server.port", 6124),
    QUERY("query.server.port", 6125),
    /** Of the history server, for people. */
    HISTORY("historyserver.web.port", 8082);

    private final String key;
    private final int number;

    FlinkPort(String key, int number) {
        this.key = key;
        this.number = number;
    }

    /** The configuration's key for another number. */
    public String key() {
        return key;
    }

    public int number() {
        return number;
    }

    /** As it stands in a configuration. */
    public String value() {
        return Integer.toString(number);
    }
}
