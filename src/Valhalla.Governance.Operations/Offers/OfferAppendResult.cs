using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>What an append did.</summary>
/// <param name="Id">The new id; 0 when the key was seen before and nothing was stored.</param>
/// <param name="Earlier">The answer stored for the key, when it was seen before.</param>
internal readonly record struct OfferAppendResult(long Id, StoredAnswer? Earlier);
