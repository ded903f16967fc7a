using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>What the endpoints of offers take, for OpenAPI.</summary>
internal interface IOfferParameters
{
    void UpsertPolicy([FromBody] OfferPolicyUpsert body);

    void Compute(
        [FromBody] OfferBody body,
        [FromHeader(Name = IdempotencyKeyHeader.Name), Description(Words.Key)] string? key);
}
