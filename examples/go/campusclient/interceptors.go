package campusclient

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

const consistencyKey = "campus-consistency-token"

// Interceptors make calls as a client should: with the session's token, refreshed when it has expired; again after
// failures that pass, under the same request_id; with the server's latest consistency token.
type Interceptors struct {
	session     *Session
	consistency atomic.Value
}

// For makes the interceptors of a session; nil for calls without one.
func For(session *Session) *Interceptors {
	return &Interceptors{session: session}
}

// Options are for grpc.Dial.
func (i *Interceptors) Options() []grpc.DialOption {
	return []grpc.DialOption{grpc.WithChainUnaryInterceptor(i.unary), grpc.WithChainStreamInterceptor(i.stream)}
}

func (i *Interceptors) unary(ctx context.Context, method string, request, answer interface{}, conn *grpc.ClientConn,
	invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
	request, hasID := identified(request)
	repeatable := hasID || onlyReads(method)
	refreshed := false
	for made := 1; ; {
		attempt, authorization := i.withTokens(ctx)
		var header, trailer metadata.MD
		err := invoke(attempt, method, request, answer, conn,
			append(options[:len(options):len(options)], grpc.Header(&header), grpc.Trailer(&trailer))...)
		i.remember(header)
		i.remember(trailer)
		if err == nil {
			return nil
		}
		why := refusalOf(err)
		if i.session != nil && !refreshed && why.isForExpiredToken() {
			refreshed = true
			if err := i.session.refresh(authorization); err != nil {
				return err
			}
			continue
		}
		delay, again := why.delay(made, repeatable)
		if deadline, ok := ctx.Deadline(); !again || (ok && time.Now().Add(delay).After(deadline)) {
			return err
		}
		made++
		select {
		case <-ctx.Done():
			return err
		case <-time.After(delay):
		}
	}
}

// Streams are made once: what has been read of them is gone.
func (i *Interceptors) stream(ctx context.Context, description *grpc.StreamDesc, conn *grpc.ClientConn, method string,
	open grpc.Streamer, options ...grpc.CallOption) (grpc.ClientStream, error) {
	if i.session != nil && i.session.isOld() {
		if err := i.session.refresh(i.session.authorization()); err != nil {
			return nil, err
		}
	}
	ctx, _ = i.withTokens(ctx)
	stream, err := open(ctx, description, conn, method, options...)
	if err != nil {
		return nil, err
	}
	return &remembering{stream, i}, nil
}

type remembering struct {
	grpc.ClientStream
	interceptors *Interceptors
}

func (r *remembering) RecvMsg(message interface{}) error {
	err := r.ClientStream.RecvMsg(message)
	if err != nil {
		r.interceptors.remember(r.Trailer())
	}
	return err
}

func (i *Interceptors) withTokens(ctx context.Context) (context.Context, string) {
	authorization := ""
	if i.session != nil {
		authorization = i.session.authorization()
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", authorization)
	}
	if token, ok := i.consistency.Load().(string); ok {
		ctx = metadata.AppendToOutgoingContext(ctx, consistencyKey, token)
	}
	return ctx, authorization
}

func (i *Interceptors) remember(received metadata.MD) {
	if values := received.Get(consistencyKey); len(values) > 0 {
		i.consistency.Store(values[len(values)-1])
	}
}

// identified returns the request with a request_id, if it can have one.
func identified(request interface{}) (interface{}, bool) {
	message, ok := request.(proto.Message)
	if !ok {
		return request, false
	}
	field := message.ProtoReflect().Descriptor().Fields().ByName("request_id")
	if field == nil {
		return request, false
	}
	if message.ProtoReflect().Get(field).String() == "" {
		message = proto.Clone(message)
		message.ProtoReflect().Set(field, protoreflect.ValueOfString(newUUID()))
	}
	return message, true
}

func onlyReads(method string) bool {
	name := strings.ReplaceAll(strings.Trim(method, "/"), "/", ".")
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		return false
	}
	options, ok := found.Options().(*descriptorpb.MethodOptions)
	return ok && options.GetIdempotencyLevel() == descriptorpb.MethodOptions_NO_SIDE_EFFECTS
}

func newUUID() string {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic(err)
	}
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
