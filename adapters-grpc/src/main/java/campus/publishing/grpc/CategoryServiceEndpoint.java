package campus.publishing.grpc;

import static campus.publishing.application.PublishingResources.CATEGORY;

import campus.publishing.application.CategoryUseCases;
import campus.publishing.application.PublishingResources;
import campus.publishing.domain.Label;
import campus.publishing.v1.Category;
import campus.publishing.v1.CategoryServiceGrpc.CategoryServiceImplBase;
import campus.publishing.v1.CreateCategoryRequest;
import campus.publishing.v1.DeleteCategoryRequest;
import campus.publishing.v1.GetCategoryRequest;
import campus.publishing.v1.ListCategoriesRequest;
import campus.publishing.v1.ListCategoriesResponse;
import campus.publishing.v1.UpdateCategoryRequest;
import campus.shared.grpc.Answers;
import campus.shared.grpc.StandardMethods;
import campus.shared.grpc.UpdateMask;
import campus.shared.grpc.Violations;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class CategoryServiceEndpoint extends CategoryServiceImplBase {

  private static final Category CATEGORY_MESSAGE = Category.getDefaultInstance();

  private final CategoryUseCases categories;
  private final StandardMethods methods;

  CategoryServiceEndpoint(CategoryUseCases categories, StandardMethods methods) {
    this.categories = categories;
    this.methods = methods;
  }

  @Override
  public void getCategory(GetCategoryRequest request, StreamObserver<Category> answer) {
    Answers.one(
        answer, methods.get(CATEGORY, CATEGORY_MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listCategories(
      ListCategoriesRequest request, StreamObserver<ListCategoriesResponse> answer) {
    Answers.one(
        answer, methods.list(CATEGORY, request, ListCategoriesResponse.getDefaultInstance()));
  }

  @Override
  public void createCategory(CreateCategoryRequest request, StreamObserver<Category> answer) {
    var label = Violations.within("category", () -> Label.of(request.getCategory().getLabel()));
    Answers.one(
        answer,
        methods.create(
            request,
            CATEGORY_MESSAGE,
            () ->
                PublishingResources.nameOf(
                    Violations.within("category", () -> categories.create(label)))));
  }

  @Override
  public void updateCategory(UpdateCategoryRequest request, StreamObserver<Category> answer) {
    var id = PublishingProtos.categoryId("category.name", request.getCategory().getName());
    var mask = UpdateMask.of("category", request.getCategory(), request.getUpdateMask(), "label");
    var label = mask.changed("label", () -> Label.of(request.getCategory().getLabel()));
    Answers.one(
        answer,
        methods.create(
            request,
            CATEGORY_MESSAGE,
            () ->
                Violations.within(
                    "category",
                    () -> {
                      if (label != null) {
                        categories.rename(id, label);
                      }
                      return PublishingResources.nameOf(id);
                    })));
  }

  @Override
  public void deleteCategory(DeleteCategoryRequest request, StreamObserver<Empty> answer) {
    var id = PublishingProtos.categoryId("name", request.getName());
    Answers.one(answer, methods.delete(request, () -> categories.delete(id)));
  }
}
