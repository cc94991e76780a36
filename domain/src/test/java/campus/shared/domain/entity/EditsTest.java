package campus.shared.domain.entity;

import static org.assertj.core.api.Assertions.assertThat;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.identity.domain.Email;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.publishing.domain.Category;
import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post;
import campus.publishing.domain.Post.Content;
import campus.publishing.domain.Tag;
import campus.shared.domain.name.UserId;
import campus.staff.domain.Employee;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An edit that changes nothing keeps the version, and so the etag, and the time of the update. */
class EditsTest {

  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant NOW = THEN.plusSeconds(60);
  private static final UUID ID = new UUID(1, 1);
  private static final UserId ADA = new UserId(ID);

  @Test
  void ofUsersAndProfiles() {
    var user = User.create(ADA, new Username("ada"), new Email("ada@example.org"), THEN);
    assertThat(user.rename(user.username(), user.email(), NOW)).isEqualTo(user);
    assertThat(user.rename(new Username("Ada"), user.email(), NOW).version()).isEqualTo(2);
    var profile = Profile.create(ADA, "Ada", "", null, THEN);
    assertThat(profile.rewrite("Ada", "", null, NOW)).isEqualTo(profile);
    assertThat(profile.rewrite("Ada", "Poet", null, NOW).version()).isEqualTo(2);
  }

  @Test
  void ofAuthorsAndBooks() {
    var author = Author.create(Author.id(ID), "Ada", THEN);
    assertThat(author.rename("Ada", NOW)).isEqualTo(author);
    assertThat(author.rename("Bob", NOW).version()).isEqualTo(2);
    var book = Book.create(Book.id(ID), author.id(), "Notes", null, 1843, THEN);
    assertThat(book.edit(author.id(), "Notes", null, 1843, NOW)).isEqualTo(book);
    assertThat(book.edit(author.id(), "Notes", null, null, NOW).version()).isEqualTo(2);
  }

  @Test
  void ofStudentsCoursesAndEnrollments() {
    var student = Student.create(Student.id(ID), "Ada", ADA, THEN);
    assertThat(student.edit("Ada", ADA, NOW)).isEqualTo(student);
    assertThat(student.edit("Ada", null, NOW).version()).isEqualTo(2);
    var course = Course.create(Course.id(ID), "Math", 10, THEN);
    assertThat(course.edit("Math", 10, NOW)).isEqualTo(course);
    assertThat(course.edit("Math", 11, NOW).version()).isEqualTo(2);
    var graded =
        Enrollment.enroll(Enrollment.id(ID), student.id(), course.id(), THEN)
            .grade(90, false, THEN);
    assertThat(graded.grade(90, false, NOW)).isEqualTo(graded);
    assertThat(graded.grade(90, true, NOW).version()).isEqualTo(3);
  }

  @Test
  void ofEmployees() {
    var employee = Employee.create(Employee.id(ID), "Ada", "Boss", null, THEN);
    assertThat(employee.edit("Ada", "Boss", NOW)).isEqualTo(employee);
    assertThat(employee.edit("Ada", "Chief", NOW).version()).isEqualTo(2);
  }

  @Test
  void ofTagsCategoriesAndComments() {
    var tag = Tag.create(Tag.id(ID), Label.of("java"), null, THEN);
    assertThat(tag.rename(Label.of("java"), NOW)).isEqualTo(tag);
    assertThat(tag.rename(Label.of("Java"), NOW).updateTime()).isEqualTo(NOW);
    var category = Category.create(Category.id(ID), Label.of("News"), THEN);
    assertThat(category.rename(Label.of("News"), NOW)).isEqualTo(category);
    assertThat(category.rename(Label.of("Olds"), NOW).updateTime()).isEqualTo(NOW);
    var comment = Comment.create(new CommentId(Post.id(ID), ID), ADA, "Nice", THEN);
    assertThat(comment.rewrite("Nice", NOW)).isEqualTo(comment);
    assertThat(comment.rewrite("Fine", NOW).updateTime()).isEqualTo(NOW);
  }

  @Test
  void ofPostsWhoseTagsHaveAnOrder() {
    var one = Tag.id(new UUID(2, 1));
    var two = Tag.id(new UUID(2, 2));
    var tags = List.of(two, one);
    var post = Post.draft(Post.id(ID), ADA, null, Content.of("Title", "Body"), tags, THEN);

    assertThat(post.rewrite(null, post.content(), tags, NOW).version()).isEqualTo(1);
    var turned = List.of(one, two);
    var other = post.rewrite(null, post.content(), turned, NOW);
    assertThat(other.version()).isEqualTo(2);
    assertThat(other.tags()).containsExactly(one, two);
    assertThat(post.withTags(Set.of(one), NOW).version()).isEqualTo(1);
    var three = Tag.id(new UUID(2, 3));
    assertThat(post.withTags(Set.of(three), NOW).tags()).containsExactly(two, one, three);
  }

  @Test
  void ofTextsThatAreTheSameWhenCleaned() {
    var tag = Tag.create(Tag.id(ID), Label.of("Café"), null, THEN);
    assertThat(tag.rename(Label.of(" Cafe\u0301 "), NOW)).isEqualTo(tag);
    var post = Post.draft(Post.id(ID), ADA, null, Content.of(" Title\n", "Body"), List.of(), THEN);
    assertThat(post.title()).isEqualTo("Title");
    assertThat(post.rewrite(null, Content.of("\u00a0Title ", "Body"), Set.of(), NOW))
        .isSameAs(post);
    var profile = Profile.create(ADA, " Ada ", " Poet ", null, THEN);
    assertThat(profile.rewrite("Ada\u200b", " Poet ", null, NOW)).isSameAs(profile);
    var author = Author.create(Author.id(ID), " Ada ", THEN);
    assertThat(author.rename("Ada ", NOW)).isSameAs(author);
    var book = Book.create(Book.id(ID), author.id(), " Notes", null, null, THEN);
    assertThat(book.edit(author.id(), "Notes ", null, null, NOW)).isSameAs(book);
    var student = Student.create(Student.id(ID), " Ada", null, THEN);
    assertThat(student.edit("Ada ", null, NOW)).isSameAs(student);
    var course = Course.create(Course.id(ID), " Math", 10, THEN);
    assertThat(course.edit("Math ", 10, NOW)).isSameAs(course);
    var employee = Employee.create(Employee.id(ID), " Ada", " Boss", null, THEN);
    assertThat(employee.edit("Ada ", "Boss ", NOW)).isSameAs(employee);
  }

  /** Texts from before the rules of today stay valid as long as no edit changes them. */
  @Test
  void ofRowsFromBefore() {
    var author = new Author(Author.id(ID), "A\u202eda", Revision.first(THEN));
    assertThat(author.rename("A\u202eda", NOW)).isSameAs(author);
    assertThat(author.rename("Ada", NOW).displayName()).isEqualTo("Ada");
    var book = new Book(Book.id(ID), author.id(), "\u200b", null, null, Revision.first(THEN));
    assertThat(book.edit(author.id(), book.title(), null, 1843, NOW).publishYear()).isEqualTo(1843);
  }
}
