package dev.leat.connect.kafka;

import dev.leat.connect.Finding;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Whether topics can be written, or made, and transactions begun. Nothing is written. */
record WritingCheck(Site<KafkaSettings> site) {

    List<Finding> findings(List<EntityName> entities) {
        List<Finding> findings = new ArrayList<>();
        try {
            new Transactions(site, "leat-doctor", "leat-doctor-" + UUID.randomUUID()).close();
            findings.add(Finding.good("begins transactions"));
            for (EntityName entity : entities) {
                findings.add(finding(entity));
            }
        } catch (LeatException e) {
            e.problems().forEach(problem -> findings.add(Finding.bad(problem.where(), problem.what(), problem.fix())));
        }
        return findings;
    }

    private Finding finding(EntityName entity) {
        String topic = Topic.name(entity);
        String where = "connections." + site.name() + ": " + entity;
        Clients clients = new Clients(site);
        try (Admin admin = clients.admin()) {
            Optional<Set<AclOperation>> allowed = allowed(admin, topic);
            if (allowed.isEmpty()) {
                admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())), new CreateTopicsOptions().validateOnly(true)).all().get();
                return Finding.good("the topic " + topic + " can be made");
            }
            return allowed.get().contains(AclOperation.WRITE) ? Finding.good("the topic " + topic + " can be written")
                : Finding.bad(where, "the topic cannot be written", "Let the user WRITE it");
        } catch (ExecutionException e) {
            return Finding.bad(where, "the topic cannot be made (" + e.getCause().getMessage() + ")", "Make it by hand, or let the user CREATE it");
        } catch (InterruptedException e) {
            throw Topic.interrupted(site, e);
        }
    }

    /** Empty when there is no such topic. */
    private static Optional<Set<AclOperation>> allowed(Admin admin, String topic) throws ExecutionException, InterruptedException {
        try {
            Set<AclOperation> operations = admin.describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true)).allTopicNames().get().get(topic).authorizedOperations();
            return Optional.of(operations == null ? Set.of() : operations);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
