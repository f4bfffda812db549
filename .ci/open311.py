#!/usr/bin/env python3
"""Walks through Open311 with the programs that others use, against a demo portal at the address given: `three` and
`georeport` read and send, in JSON and in XML. Usage: open311.py http://127.0.0.1:8080 <file with the demo's password>."""
import itertools
import json
import re
import sys
import time

# `three` was written for Python 2.
itertools.ifilter = filter

import requests
import xmltodict
from georeport import GeoReport
from three import Three

BASE, PASSWORD = sys.argv[1].rstrip("/"), ""
V2 = BASE + "/open311/v2"


def hidden(page, name):
    found = re.search(r'name="%s" value="([^"]*)"' % name, page)
    assert found, f"no {name} on the page"
    return found.group(1)


def key():
    """An API key, made on the administrators' page."""
    office = requests.Session()
    door = office.get(BASE + "/dang-nhap").text
    account = {"csrf": hidden(door, "csrf"), "email": "quan-tri@demo.example", "password": PASSWORD}
    assert "/quan-tri" in office.post(BASE + "/dang-nhap", data=account).url, "nobody came in"
    page = office.get(BASE + "/quan-tri/khoa-api/moi").text
    form = {name: hidden(page, name) for name in ("csrf", "form_key")}
    until = re.search(r'name="valid_to" type="date" value="([^"]+)"', page).group(1)
    form |= {"name": "CI", "scopes": "gui-phan-anh", "valid_to": until}
    made = office.post(BASE + "/quan-tri/khoa-api/moi", data=form).text
    return re.search(r"lnk_[0-9a-f]{12}_[0-9a-f]{64}", made).group(0)


def read():
    three, plain = Three(V2), GeoReport(V2)
    services = three.services()
    assert services == plain.get_service_list() and len(services) > 5
    assert all(isinstance(one["service_code"], str) for one in services)
    found = three.requests(page_size="50")
    assert len(found) > 5, found
    assert found == GeoReport(V2).get_service_requests()[: len(found)]
    first = found[0]["service_request_id"]
    assert three.request(first) == [plain.get_service_request(first)]
    of_code = three.requests(found[0]["service_code"])
    assert {one["service_code"] for one in of_code} == {found[0]["service_code"]}
    for state in ("open", "closed"):
        assert {one["status"] for one in plain.get_service_requests(status=state)} <= {state}
    asked = [one["service_code"] for one in services if one["metadata"]]
    for code in asked[:1] or [services[0]["service_code"]]:
        assert three.services(code)["service_code"] == code == plain.get_service_definition(code)["service_code"]
    xml = GeoReport(V2, output_format="xml")
    assert [one["service_code"] for one in xml.get_service_list()] == [one["service_code"] for one in services]
    assert [one["service_request_id"] for one in xml.get_service_requests()][: len(found)] == [
        one["service_request_id"] for one in found
    ]
    assert xml.get_service_request(first)["description"] == found[0]["description"].strip()
    discovery = Three(V2, discovery=BASE + "/open311/discovery.json").discovery()
    assert discovery["endpoints"][0]["url"] == V2, discovery
    # No page by its number twice, and none left out.
    pages = [three.requests(page=str(at), page_size="7") for at in (1, 2, 3)]
    codes = [one["service_request_id"] for page in pages for one in page]
    assert codes == [one["service_request_id"] for one in found][: len(codes)] and len(codes) == len(set(codes))
    return services, len(found)


def send(services, api_key):
    page = requests.get(BASE + "/danh-cho-lap-trinh").text
    consent = re.search(r"<code>(gui-[0-9-]+)</code>", page).group(1)
    code = next(one["service_code"] for one in services if not one["metadata"])
    three = Three(V2, api_key=api_key)
    report = {
        "address": "Số 12 Lạch Tray",
        "name": "Lan Nguyễn",
        "phone": "0912345678",
        "description": "Thử từ chương trình khác: nắp cống vỡ trước cổng trường, " + str(time.time()),
        "consent": consent,
    }
    first, again = three.post(code, **report), three.post(code, **report)
    assert first[0]["service_request_id"] == again[0]["service_request_id"], (first, again)
    token = first[0]["token"]
    assert three.token(token)[0]["service_request_id"] == first[0]["service_request_id"]
    refused = Three(V2, api_key="none").post(code, **report)
    assert refused[0]["code"] == 403, refused
    faults = three.post("khong_co", **report)
    assert faults[0]["code"] == 404, faults
    xml = requests.post(V2 + "/requests.xml", data={"api_key": api_key, "service_code": code})
    assert xml.status_code == 400 and xmltodict.parse(xml.content)["errors"]["error"], xml.text
    pixel = requests.get(V2 + "/requests.json").json()
    photo = next(one["media_url"] for one in pixel if one["media_url"])
    photo = requests.get(photo.replace("http://localhost", BASE)).content
    media = requests.post(V2 + "/media", headers={"x-api-key": api_key}, files={"media": ("a.jpg", photo)})
    assert media.status_code == 201, media.text
    report["description"] += " Có ảnh."
    third = three.post(code, media_url=media.json()["media_url"], **report)
    assert third[0]["service_request_id"] != first[0]["service_request_id"], third
    return first[0]["service_request_id"]


def wait():
    """A demo is made in some minutes at most."""
    for _ in range(600):
        try:
            if requests.get(BASE + "/readyz", timeout=5).status_code == 200:
                return
        except requests.RequestException:
            pass
        time.sleep(1)
    sys.exit("the demo did not start")


if __name__ == "__main__":
    wait()
    PASSWORD = open(sys.argv[2], encoding="utf-8").read().strip()
    services, found = read()
    made = key()
    print(json.dumps({"services": len(services), "requests": found, "sent": send(services, made)}))
    if len(sys.argv) > 3:
        open(sys.argv[3], "w", encoding="utf-8").write(made)
