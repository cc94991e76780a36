// Package campusclient does what a client of Campus does around its calls.
package campusclient

import (
	"context"
	"sync"
	"time"

	identityv1 "campus/identity/v1"

	"google.golang.org/grpc"
)

const refreshTimeout = 10 * time.Second

// Session holds the tokens of a signed-in user, for any number of goroutines.
//
// A refresh token is valid for one use, and a second use ends the session: so calls wait for one refresh
// together, and two processes must not share a session.
type Session struct {
	auth identityv1.AuthServiceClient
	// Keep stores new tokens, where the session shall outlive the program. Optional.
	Keep func(*identityv1.SessionTokens)

	refreshing sync.Mutex
	mutex      sync.Mutex // guards tokens
	tokens     *identityv1.SessionTokens
}

// SignIn opens a session. The connection is one without the session's interceptors.
func SignIn(ctx context.Context, conn grpc.ClientConnInterface, login, password string) (*Session, error) {
	auth := identityv1.NewAuthServiceClient(conn)
	answer, err := auth.SignIn(ctx, &identityv1.SignInRequest{Login: login, Password: password})
	if err != nil {
		return nil, err
	}
	return Resume(conn, answer.Session), nil
}

// Resume goes on with a session that was opened before.
func Resume(conn grpc.ClientConnInterface, tokens *identityv1.SessionTokens) *Session {
	return &Session{auth: identityv1.NewAuthServiceClient(conn), tokens: tokens}
}

// Tokens returns the current tokens.
func (s *Session) Tokens() *identityv1.SessionTokens {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.tokens
}

func (s *Session) authorization() string {
	return "Bearer " + s.Tokens().AccessToken
}

// isOld tells whether the access token is about to expire.
func (s *Session) isOld() bool {
	return s.Tokens().AccessExpireTime.AsTime().Before(time.Now().Add(30 * time.Second))
}

// refresh gets new tokens, unless that was done since the given ones were sent.
func (s *Session) refresh(refused string) error {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	if refused != s.authorization() {
		return nil
	}
	// Not within the context of a call: if that is cancelled, the new tokens must not get lost.
	ctx, cancel := context.WithTimeout(context.Background(), refreshTimeout)
	defer cancel()
	answer, err := s.auth.RefreshSession(ctx, &identityv1.RefreshSessionRequest{RefreshToken: s.Tokens().RefreshToken})
	if err != nil {
		return err
	}
	if s.Keep != nil {
		s.Keep(answer.Session)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.tokens = answer.Session
	return nil
}
