package campus.server.endtoend;

import campus.publishing.v1.CategoryServiceGrpc;
import campus.publishing.v1.CategoryServiceGrpc.CategoryServiceBlockingStub;
import campus.publishing.v1.CommentServiceGrpc;
import campus.publishing.v1.CommentServiceGrpc.CommentServiceBlockingStub;
import campus.publishing.v1.FeedServiceGrpc;
import campus.publishing.v1.FeedServiceGrpc.FeedServiceBlockingStub;
import campus.publishing.v1.MemberServiceGrpc;
import campus.publishing.v1.MemberServiceGrpc.MemberServiceBlockingStub;
import campus.publishing.v1.PostServiceGrpc;
import campus.publishing.v1.PostServiceGrpc.PostServiceBlockingStub;
import campus.publishing.v1.StatsServiceGrpc;
import campus.publishing.v1.StatsServiceGrpc.StatsServiceBlockingStub;
import campus.publishing.v1.TagServiceGrpc;
import campus.publishing.v1.TagServiceGrpc.TagServiceBlockingStub;

/** The services of publishing, as a client calls them. */
record Publishing(Client client) {

  static Publishing of(Client client) {
    return new Publishing(client);
  }

  PostServiceBlockingStub posts() {
    return client.within(PostServiceGrpc.newBlockingStub(client.channel()));
  }

  MemberServiceBlockingStub members() {
    return client.within(MemberServiceGrpc.newBlockingStub(client.channel()));
  }

  TagServiceBlockingStub tags() {
    return client.within(TagServiceGrpc.newBlockingStub(client.channel()));
  }

  CategoryServiceBlockingStub categories() {
    return client.within(CategoryServiceGrpc.newBlockingStub(client.channel()));
  }

  CommentServiceBlockingStub comments() {
    return client.within(CommentServiceGrpc.newBlockingStub(client.channel()));
  }

  FeedServiceBlockingStub feed() {
    return client.within(FeedServiceGrpc.newBlockingStub(client.channel()));
  }

  StatsServiceBlockingStub stats() {
    return client.within(StatsServiceGrpc.newBlockingStub(client.channel()));
  }
}
