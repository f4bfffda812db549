-- Two reasons promised what the portal does not do: to add to another's report, and a term shown on its page.
UPDATE refusal_reasons SET
    text_vi = REPLACE(text_vi, 'bạn bổ sung ngay tại phản ánh đó.', 'bạn gọi 1022 và đọc mã phản ánh đó.'),
    text_en = REPLACE(text_en, 'If you know more, add it there.', 'If you know more, call 1022 and say the code of that report.')
WHERE code = 'trung_lap';
UPDATE refusal_reasons SET
    text_vi = REPLACE(text_vi, 'bạn có thể yêu cầu mở lại phản ánh trong thời hạn ghi trên trang của phản ánh đó.', 'bạn gọi 1022 để đề nghị mở lại phản ánh đó.'),
    text_en = REPLACE(text_en, 'you can ask to reopen the report within the time shown on its page.', 'call 1022 and ask to reopen that report.')
WHERE code = 'da_tra_loi';
