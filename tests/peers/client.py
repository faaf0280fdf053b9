"""A client generated from api/openapi.json creates an offer and reads matches.

  pip install openapi-python-client ruff httpx attrs python-dateutil
  openapi-python-client generate --path api/openapi.json --meta none --output-path target/client/generated
  placewell demo --port 18080 &
  PYTHONPATH=target/client python tests/peers/client.py http://127.0.0.1:18080
"""

import sys

from generated import AuthenticatedClient, Client
from generated.api.learners import list_learners
from generated.api.matches import list_matches
from generated.api.offers import create_offer, list_offers, read_offer
from generated.api.session import create_session
from generated.models import Login, NewOffer, OfferState

BASE = sys.argv[1]


def signed_in(name):
    login = Login(email=f"{name}@demo.example", password="only-for-the-demo")
    session = create_session.sync(client=Client(base_url=BASE), body=login)
    return AuthenticatedClient(base_url=BASE, token=session.access_token)


employer = signed_in("garden-centre")
first = list_offers.sync(client=employer).items[0]
like = read_offer.sync(first.id, client=employer).offer
made = create_offer.sync_detailed(client=employer, body=NewOffer(offer=like, state=OfferState.DRAFT))
assert made.status_code == 201, made
print("created an offer:", made.parsed.id)

school = signed_in("careers")
learner = list_learners.sync(client=school).items[0]
matches = list_matches.sync(learner.id, client=school).items
assert matches, "no match was read"
for match in matches[:3]:
    print(match.assessment.outcome.value, match.assessment.score, match.title)
