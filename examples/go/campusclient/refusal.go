package campusclient

import (
	"math/rand"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	attempts     = 5
	firstDelay   = 100 * time.Millisecond
	longestDelay = 5 * time.Second
)

// refusal tells why a call failed.
type refusal struct {
	code   codes.Code
	reason string         // one of campus.shared.v1.ErrorReason; empty where Campus did not answer
	asked  *time.Duration // how long to wait; nil if Campus does not say
}

func refusalOf(err error) refusal {
	found := refusal{code: status.Code(err)}
	for _, detail := range status.Convert(err).Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			if detail.Domain == "campus" {
				found.reason = detail.Reason
			}
		case *errdetails.RetryInfo:
			asked := time.Duration(detail.RetryDelay.GetSeconds())*time.Second + time.Duration(detail.RetryDelay.GetNanos())
			found.asked = &asked
		}
	}
	return found
}

// Reason tells why a call failed: one of campus.shared.v1.ErrorReason; empty where Campus did not answer.
func Reason(err error) string {
	return refusalOf(err).reason
}

func (r refusal) isForExpiredToken() bool {
	return r.code == codes.Unauthenticated && (r.reason == "INVALID_ACCESS_TOKEN" || r.reason == "TOKEN_EXPIRED")
}

// delay tells how long to wait before the next attempt, and whether there shall be one.
func (r refusal) delay(made int, repeatable bool) (time.Duration, bool) {
	// After these nothing was done. An answer too large comes without a delay: it would be so again.
	withoutEffect := (r.code == codes.ResourceExhausted && r.asked != nil) ||
		(r.code == codes.Aborted && r.reason == "CONFLICT")
	// After this the call may have been done.
	unknown := r.code == codes.Unavailable && repeatable
	if made >= attempts || !(withoutEffect || unknown) {
		return 0, false
	}
	if r.asked != nil {
		return *r.asked + upTo(*r.asked/4), *r.asked <= longestDelay
	}
	most := firstDelay << (made - 1)
	if most > longestDelay {
		most = longestDelay
	}
	return most/2 + upTo(most/2), true
}

func upTo(most time.Duration) time.Duration {
	return time.Duration(rand.Int63n(int64(most) + 1))
}
