// Command tour signs in, writes, pages and exports: go run ./tour localhost:50051
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"sync"
	"time"

	"campus-example/campusclient"
	identityv1 "campus/identity/v1"
	publishingv1 "campus/publishing/v1"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

const password = "correct horse battery"

// losesOneAnswer is a network that loses the first answer to CreatePost: the server has done the call, the client
// cannot know.
type losesOneAnswer struct {
	requestIDs []string
}

func (l *losesOneAnswer) unary(ctx context.Context, method string, request, answer interface{}, conn *grpc.ClientConn,
	invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
	err := invoke(ctx, method, request, answer, conn, options...)
	if create, ok := request.(*publishingv1.CreatePostRequest); ok && err == nil {
		l.requestIDs = append(l.requestIDs, create.RequestId)
		if len(l.requestIDs) == 1 {
			return status.Error(codes.Unavailable, "the connection broke")
		}
	}
	return err
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: tour ADDRESS")
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := tour(ctx, os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func tour(ctx context.Context, address string) error {
	plain, err := grpc.Dial(address, grpc.WithInsecure())
	if err != nil {
		return err
	}
	defer plain.Close()

	username := fmt.Sprintf("ada-%d", time.Now().UnixNano())
	_, err = identityv1.NewAuthServiceClient(plain).Register(ctx, &identityv1.RegisterRequest{
		User:     &identityv1.User{Username: username, Email: username + "@example.org"},
		Password: password,
	})
	if err != nil {
		return err
	}
	signedIn, err := campusclient.SignIn(ctx, plain, username, password)
	if err != nil {
		return err
	}
	fmt.Println("signed in as", username)

	// An access token that is no longer valid: calls at once refresh the session once.
	tokens := proto.Clone(signedIn.Tokens()).(*identityv1.SessionTokens)
	tokens.AccessToken = "expired"
	session := campusclient.Resume(plain, tokens)
	network := &losesOneAnswer{}
	conn, err := grpc.Dial(address, append(campusclient.For(session).Options(),
		grpc.WithInsecure(), grpc.WithChainUnaryInterceptor(network.unary))...)
	if err != nil {
		return err
	}
	defer conn.Close()
	posts := publishingv1.NewPostServiceClient(conn)

	failures := make(chan error, 3)
	var calls sync.WaitGroup
	for n := 0; n < cap(failures); n++ {
		calls.Add(1)
		go func() {
			defer calls.Done()
			if _, err := posts.ListPosts(ctx, &publishingv1.ListPostsRequest{Parent: "members/me"}); err != nil {
				failures <- err
			}
		}()
	}
	calls.Wait()
	close(failures)
	for err := range failures {
		return err
	}
	fmt.Println("refreshed the session")

	// A write whose answer got lost is made again under the same request_id, and done once.
	post, err := posts.CreatePost(ctx, newPost("Notes"))
	if err != nil {
		return err
	}
	if ids := network.requestIDs; len(ids) != 2 || ids[0] != ids[1] {
		return fmt.Errorf("attempts under %v", ids)
	}
	fmt.Println("wrote", post.Name, "in two attempts")

	batch := &publishingv1.BatchCreatePostsRequest{}
	for n := 1; n <= 4; n++ {
		batch.Requests = append(batch.Requests, newPost(fmt.Sprintf("Note %d", n)))
	}
	if _, err := posts.BatchCreatePosts(ctx, batch); err != nil {
		return err
	}
	titles, err := listTitles(ctx, posts)
	if err != nil {
		return err
	}
	fmt.Printf("listed %d posts over pages of 2: %s\n", len(titles), strings.Join(titles, ", "))

	exported, err := export(ctx, posts)
	if err != nil {
		return err
	}
	fmt.Println("exported", exported, "posts")
	return nil
}

func newPost(title string) *publishingv1.CreatePostRequest {
	return &publishingv1.CreatePostRequest{
		Post: &publishingv1.Post{Title: title, State: publishingv1.Post_PUBLISHED},
	}
}

func listTitles(ctx context.Context, posts publishingv1.PostServiceClient) ([]string, error) {
	var titles []string
	request := &publishingv1.ListPostsRequest{Parent: "members/me", PageSize: 2}
	for {
		page, err := posts.ListPosts(ctx, request)
		if err != nil {
			return nil, err
		}
		for _, post := range page.Posts {
			titles = append(titles, post.Title)
		}
		if page.NextPageToken == "" {
			return titles, nil
		}
		request.PageToken = page.NextPageToken
	}
}

// After an interruption, After with the last name goes on.
func export(ctx context.Context, posts publishingv1.PostServiceClient) (int, error) {
	stream, err := posts.ExportPosts(ctx, &publishingv1.ExportPostsRequest{Parent: "members/me"})
	if err != nil {
		return 0, err
	}
	for exported := 0; ; exported++ {
		if _, err := stream.Recv(); err == io.EOF {
			return exported, nil
		} else if err != nil {
			return exported, err
		}
	}
}
